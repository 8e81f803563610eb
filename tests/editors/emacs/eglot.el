;;; eglot.el --- A session in Emacs with eglot -*- lexical-binding: t; -*-

(load (expand-file-name "session" (file-name-directory load-file-name)) nil t)
(require 'eglot)

(setq eglot-sync-connect 10
      eglot-confirm-server-edits nil)

(session-run
 (lambda ()
   (apply #'eglot--connect (eglot--guess-contact))
   (session-wait "server" (lambda () (bound-and-true-p eglot--managed-mode))))
 (lambda ()
   (let (shown)
     (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
     (session-wait "hover" (lambda () shown))))
 (lambda ()
   (eglot-code-actions (point) nil nil t)
   ;; Batch mode has no idle time in which changes would be sent.
   (eglot--signal-textDocument/didChange)))

;;; eglot.el ends here

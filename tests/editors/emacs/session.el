;;; session.el --- What the sessions of eglot and lsp-mode share -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'flymake)

;; Packages that were unpacked beside the system.
(let ((packages (expand-file-name "../../site-lisp/elpa-src" (getenv "EMACSLOADPATH"))))
  (dolist (package (directory-files packages t "^[^.]"))
    (add-to-list 'load-path package)))

(setq native-comp-enable-subr-trampolines nil
      native-comp-jit-compilation nil
      make-backup-files nil
      create-lockfiles nil
      require-final-newline nil
      flymake-no-changes-timeout 0.1)

(add-to-list 'load-path (expand-file-name "emacs" (getenv "EDITORS")))
(require 'markdown-mode)
(require 'backread)

(defconst session-wrong (getenv "WRONG"))
(defconst session-right (getenv "RIGHT"))
(defconst session-source (getenv "SOURCE"))
(defconst session-fix (getenv "FIX"))

(defun session-read (file)
  "The text of FILE."
  (with-temp-buffer
    (let ((coding-system-for-read 'utf-8-unix)) (insert-file-contents file))
    (buffer-string)))

(defun session-wait (what test)
  "Wait until TEST gives something; WHAT is missing if it never does."
  (let ((end (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall test))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or value (error "No %s" what))))

(defun session-finding ()
  "The finding on the wrong figure, as Flymake shows it."
  (flymake-start)
  (cl-find-if (lambda (d)
                (and (string-match-p (concat session-wrong " people") (flymake-diagnostic-text d))
                     (string-match-p session-right (flymake-diagnostic-text d))))
              (flymake-diagnostics)))

(defmacro session-choosing (title &rest body)
  "Run BODY; in every menu that it opens choose what has TITLE in it."
  (declare (indent 1))
  `(cl-letf* ((choose (lambda (_prompt collection &rest _)
                        (let ((offered (all-completions "" collection)))
                          (or (cl-find-if (lambda (o) (string-search ,title o)) offered)
                              (error "The menu has no %s: %S" ,title offered)))))
              ((symbol-function 'completing-read) choose)
              ((symbol-function 'tmm-prompt) #'ignore)
              ((symbol-function 'y-or-n-p) (lambda (&rest _) t))
              ;; Nobody holds a mouse: no menu that pops up.
              (last-nonmenu-event ?a))
     ,@body))

(defun session-run (connect hover act)
  "Open the draft and mend the figure.
CONNECT starts the server, HOVER gives the text shown at point, ACT opens the
menu of quick fixes."
  (condition-case problem
      (let* ((draft (getenv "DRAFT"))
             (before (session-read draft))
             (mended (string-replace (concat session-wrong " people in all")
                                     (concat session-right " people in all") before)))
        (cl-assert (not (equal before mended)))
        (find-file draft)
        (cl-assert (derived-mode-p 'markdown-mode))
        (funcall connect)
        (let ((finding (session-wait "finding" #'session-finding)))
          (cl-assert (cl-some (lambda (o) (overlay-get o 'flymake-diagnostic))
                              (overlays-in (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding))))
          (goto-char (1+ (flymake-diagnostic-beg finding))))
        (let ((shown (funcall hover)))
          (cl-assert (string-search session-right shown) nil shown)
          (cl-assert (string-search session-source shown) nil shown))
        (session-choosing session-fix (funcall act))
        (session-wait "fix" (lambda () (equal (buffer-string) mended)))
        (session-wait "end of the finding" (lambda () (not (session-finding))))
        (session-wait "other findings" (lambda () (flymake-start) (flymake-diagnostics)))
        (let ((inhibit-message t)) (save-buffer))
        (cl-assert (equal (session-read draft) mended)))
    (error
     (message "%s" (error-message-string problem))
     (kill-emacs 1))))

(provide 'session)
;;; session.el ends here

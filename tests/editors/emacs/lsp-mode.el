;;; lsp-mode.el --- A session in Emacs with lsp-mode -*- lexical-binding: t; -*-

(load (expand-file-name "session" (file-name-directory load-file-name)) nil t)
(require 'lsp-mode)
(load "lsp-mode-autoloads" nil t)

(setq lsp-auto-guess-root t
      lsp-diagnostics-provider :flymake
      lsp-enable-suggest-server-download nil
      lsp-completion-provider :none
      lsp-enable-snippet nil
      lsp-response-timeout 20
      lsp-restart 'ignore
      lsp-session-file (expand-file-name "lsp-session" (getenv "HOME")))
(lsp-workspace-folders-add (file-name-directory (getenv "DRAFT")))

(session-run
 (lambda ()
   (lsp)
   (session-wait "server" (lambda () (and (bound-and-true-p lsp-managed-mode)
                                          (lsp-feature? "textDocument/codeAction")))))
 (lambda ()
   (lsp-describe-thing-at-point)
   (with-current-buffer "*lsp-help*" (buffer-string)))
 (lambda ()
   (call-interactively #'lsp-execute-code-action)
   (lsp--on-idle (current-buffer))))
;;; lsp-mode.el ends here

;;; backread.el --- Holds a draft against its sources -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1"))
;; Version: 0.1.0
;; Keywords: wp, tools, convenience
;; URL: https://github.com/backread/backread
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Tells eglot and lsp-mode of the Backread language server, whichever is used:
;;
;;     (require 'backread)
;;     (add-hook 'markdown-mode-hook #'eglot-ensure)   ; or #'lsp-deferred
;;
;; Sources are expected in a folder `sources' beside the draft; a `backread.toml'
;; in the project says otherwise.

;;; Code:

(defgroup backread nil
  "Holds a draft against its sources."
  :group 'text)

(defcustom backread-command '("backread" "lsp")
  "The server's program and its arguments."
  :type '(repeat string))

(defcustom backread-settings nil
  "What the project's backread.toml leaves open, under the same names.
For example (:rules (:figure-unsupported \"off\"))."
  :type 'plist)

(defvar eglot-server-programs)
(declare-function lsp-register-client "ext:lsp-mode")
(declare-function make-lsp-client "ext:lsp-mode")
(declare-function lsp-stdio-connection "ext:lsp-mode")
(declare-function lsp-activate-on "ext:lsp-mode")

(defun backread--eglot-contact (&rest _)
  "The server for eglot."
  `(,@backread-command :initializationOptions ,(or backread-settings (make-hash-table :size 0))))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((markdown-mode :language-id "markdown")
                  (gfm-mode :language-id "markdown")
                  (text-mode :language-id "plaintext"))
                 . backread--eglot-contact)))

(with-eval-after-load 'lsp-mode
  (defvar lsp-language-id-configuration)
  (add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext"))
  (lsp-register-client
   (make-lsp-client
    :new-connection (lsp-stdio-connection (lambda () backread-command))
    :activation-fn (lsp-activate-on "markdown" "plaintext")
    :initialization-options (lambda () (or backread-settings (make-hash-table :size 0)))
    :add-on? t
    :server-id 'backread)))

(provide 'backread)
;;; backread.el ends here

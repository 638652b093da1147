"""One rule per module, beside its page; `app.review.rule.rules` finds them by listing this folder."""

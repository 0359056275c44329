"""One module a kind: `draft()` of `sk_tim` draws library/sk-tim/template.docx, and so on."""

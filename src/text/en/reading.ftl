reading-this-is-not-valid-toml = this is not valid TOML: { $what }
reading-unknown-key = unknown key "{ $key }"
reading-unknown-key-did-you-mean = unknown key "{ $key }": did you mean "{ $meant }"?
reading-takes-and-here-is = "{ $key }" takes { $expected }, and here is { $found }
reading-is-not-a-it-is = "{ $value }" is not a { $key }: it is one of { $allowed }
reading-the-family-has-no-title = the family has no title
reading-this-has-no-id-so = this { $what } has no id, so nothing can point at it
reading-the-id-is-used-twice = the id "{ $what }" is used twice in this family
reading-the-id-cannot-be-part = the id "{ $what }" cannot be part of an address
reading-the-file-name-makes-an = the file name makes an address that is hard to type
reading-the-file-is-not-utf = the file is not UTF-8 text
reading-the-file-is-larger-than = the file is larger than { $limit } MiB
reading-it-cannot-be-read = it cannot be read: { $what }
reading-it-is-a-link-that = it is a link that leads out of the catalog
reading-it-is-a-link-to = it is a link to a folder that is already part of the catalog
reading-mend-this-line-in-a = Mend this line in a text editor; the rest of the catalog works meanwhile.
reading-rename-it-to-or-leave = Rename it to "{ $meant }", or leave it: it is kept as it is.
reading-check-the-spelling-or-leave = Check the spelling, or leave it: it is kept as it is, and not shown.
reading-write-here = Write { $expected } here.
reading-write-one-of = Write one of { $allowed }.
reading-add-a-line-title = Add a line: title = "…"
reading-add-a-line-id-short = Add a line: id = "short-name"
reading-give-one-of-the-two = Give one of the two another id.
reading-use-letters-digits-hyphens-underscores = Use letters, digits, hyphens, underscores and dots; no spaces, /, # or +.
reading-name-it-with-lower-case = Name it with lower-case letters, digits and hyphens when you can.
reading-save-it-as-utf-8 = Save it as UTF-8 in a text editor. Its bytes are left as they are until then.
reading-split-the-family-into-several = Split the family into several files. It is left as it is until then.
reading-check-its-permissions-then-reload = Check its permissions, then reload.
reading-put-the-file-itself-into = Put the file itself into the catalog; links out of it are not followed.
reading-take-the-link-away-each = Take the link away; each folder is read once.
reading-a-text-in-quotes = a text in quotes
reading-a-whole-number = a whole number
reading-a-list-of-texts-in = a list of texts in quotes
reading-a-list-in = a list in [ ]
reading-a-table = a table
reading-tables-each-under-its-own = tables, each under its own [[heading]]
reading-a-date-such-as-2027 = a date such as 2027-01-31
reading-a-whole-number-or-a = a whole number or a text in quotes
reading-a-list-of = a list of { "{" } title, role, link { "}" }
reading-the-id-of-a-role = the id of a role, or { "{" } requirements = "id" { "}" }
reading-items-texts-in-quotes-or = items: texts in quotes, or { "{" } text = "…" { "}" }
reading-a-list-of-rules = a list of rules

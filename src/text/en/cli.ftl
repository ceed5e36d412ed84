cli-cannot-be-read = { $key } cannot be read
cli-there-are-no-completions-for = there are no completions for it
cli-there-is-no-command-called = there is no command called { $name }
cli-this-system-has-no-folder = this system has no folder for settings
cli-is-there-already-and-was = { $path } is there already, and was left as it is
cli-cannot-be-written = { $path } cannot be written: { $error }
cli-there-is-no-everything-is = There is no { $path }: everything is as by default.
cli-nothing-is-wrong-with-the = Nothing is wrong with the settings.
cli-leads-to-no-role-its = { $here } leads to no role: its career ladder has no promotion, and no role extends it
cli-name-the-role-to-come = name the role to come to: rolebook delta FROM TO
cli-is-next-by-the-career = { $one } is next by the career ladder.
cli-is-taken-for-the-next = { $one } is taken for the next role: it extends this one.
cli-leads-to-several-roles-name = { $here } leads to several roles; name one of them:
cli-none-of-the-files-has = none of the files has a stamp: export with --stamp
cli-it-is-current = It is current.
cli-all-are-current = All { $all } are current.
cli-of-not-current = { $behind } of { $all } not current.
cli-there-are-too-many-folders = there are too many folders or files
cli-is-current = { " " }is current
cli-is-no-longer-in-the = { " " }is no longer in the catalog
cli-its-stamp-cannot-be-read = : its stamp cannot be read
cli-it-has-no-stamp-export = : it has no stamp; export with --stamp
cli-is-behind = { " " }is behind
cli-it-was-written-at = ; it was written at { $revision }
cli-one-more-line-whose-words =
    { "  " }- one more line, whose words are not kept
    { "" }
cli-more-lines-whose-words-are =
    { "  " }- { $many } more lines, whose words are not kept
    { "" }
cli-the-order-of-lines-changed =
    { "  " }the order of lines changed
    { "" }
cli-this = This { $in_words }
cli-removed = Removed
cli-saved = Saved
cli-nothing-to-change-it-says = Nothing to change: it says so already
cli-an-error = an error
cli-a-warning = a warning
cli-a-note = a note
cli-nothing-is-found-in =
    Nothing is found in
    { "" }
cli-found-in =
    Found in
    { "" }
cli-found-at-in =
    Found, at { $finds }, in
    { "" }
cli-and = { " " }and{ " " }
cli-catalog-toml =
    { "    " }{ $line }   # catalog.toml
    { "" }
cli-what-is-right-as-it =
    What is right as it is can be waived: rolebook waive ADDRESS { $id } --reason '…'
    { "" }
cli-there-is-nothing-to-export = there is nothing to export
cli-pages-do-not-go-into = { $pieces } pages do not go into one: give a folder with --out
cli-saved-2 = Saved { $name }
cli-cannot-be-written-2 = { $folder } cannot be written: { $error }
cli-it-could-not-be-copied = it could not be copied: { $why }
cli-write-it-to-a-file = write it to a file with --out
cli-it-is-in-the-clipboard = It is in the clipboard.
cli-there-is-no-terminal-to = there is no terminal to ask
cli-it-was-given-to-the = It was given to the terminal for its clipboard; if nothing can be pasted, it does not allow that.
cli-nothing-to-change-the-layout = Nothing to change: the layout is as it should be
cli-has-no-family-of-this = { $path } has no family of this catalog in it: name a .toml file or a folder
cli-laid-out-the-file = laid out the file
cli-it-is-left-as-it = { $error } It is left as it is.
cli-all-keys = All keys
cli-there-is-no-topic-and = there is no topic and no command called { $word }; topics:
cli-topics-with-rolebook-help-topic =
    Topics, with rolebook help TOPIC:

    { "" }
cli-every-key-place-by-place = Every key, place by place, as it is set.
cli-commands-with-rolebook-help-command =
    { "" }
    Commands, with rolebook help COMMAND:

    { "" }
cli-the-user-has-no-folder = the user has no folder for journals: name one in ROLEBOOK_STATE
cli-nothing-was-left-unsaved = Nothing was left unsaved
cli-not-known = (not known)
cli-in-use = { "  " }in use
cli-form = { "  " }form  { $title }
cli-damaged = { "  " }damaged  { $damaged }
cli-just-now = just now
cli-nothing-was-left-unsaved-that = nothing was left unsaved that is not in use
cli-there-are-several-name-one = there are several: name one of these
cli-there-is-no-journal-rolebook = there is no journal { $id }: `rolebook journal list` shows which there are
cli-the-journal-does-not-tell = the journal { $id } does not tell its catalog any more: open the catalog to restore it there
cli-restored = Restored { $path }
cli-the-form-is-in-no = The form { $title } is in no file: open the catalog to go on with it, or discard it with `rolebook journal discard { $id }`
cli-damaged-2 = { $damaged } damaged
cli-not-all-of-was-restored = not all of { $id } was restored; the rest is still there:
cli-was-to-be-open-the = { $file } was to be { $value }: open the catalog for that
cli-more-roles-are-joined-with = { $left_out } more roles are joined with it by steps and left out
cli-the-catalog-has-no-department = the catalog has no department { $name }; it has these:
cli-is-not-a-file = { $path } is not a file
cli-nothing-is-merged = nothing is merged: { $problem }
cli-conflicts = { $many ->
        [one] 1 conflict
       *[other] { $many } conflicts
    }
cli-has-ours-there = { $count }; { $file } has ours there:
cli-the-result-cannot-be-written = the result cannot be written: { $error }
cli-the-catalog-is-named-twice = the catalog is named twice: as PATH and as --catalog
cli-did-you-mean-rolebook = Did you mean `rolebook { $command }`?
cli-this-is-not-a-terminal = this is not a terminal; run one of these:
cli-the-other-catalog-cannot-be = the other catalog cannot be opened: { $failed }
cli-a-grade-is-for-the = a grade is for the roles that are made: give --roles or --template too
cli-there-are-families-with-similar = There are families with similar titles:
cli-or-did-you-mean-rolebook = or did you mean `rolebook { $command }`?
cli-there-was-no-catalog-yet = There was no catalog yet; a sample is now in { $root }
cli-no-catalog-was-open-on = no catalog was open on the screen yet; name one
cli-and-more = and { $findings } more
cli-is-gone = { $key } is gone
cli-could-be-any-of-these = { $input } could be any of these:
cli-the-file-of-is-broken = the file of { $key } is broken:
cli-nothing-that-people-read-there = nothing that people read there has { $pattern }
cli-saved-3 = Saved { $file }
cli-nothing-in-the-catalog-has = nothing in the catalog has { $query }
cli-the-catalog-has-no-department-2 = the catalog has no department { $folder }; it has:
cli-and-more-2 = and { $more } more
cli-warning-catalog-toml-has-among = warning: catalog.toml has "{ $text }" among its mandatory_items; change it there too
cli-or-leave-that-file-out = or leave that file out, with --department, --in or --address
cli-left-alone = { " " }(left alone: { $why })
cli-in-2 = { $made } in { $steps }
cli-and-after-the-items = , and { $follow } after the items
cli-left-alone-2 = ; { $refused } left alone
cli-nothing-is-saved = ; nothing is saved
cli-warning-had-other-name-s = warning: { $name } had { $others } other name(s), which keep the old text
cli-warning-belongs-to-you-now = warning: { $name } belongs to you now
cli-nothing-is-saved-2 = nothing is saved: { $error }
cli-nothing-is-saved-3 = nothing is saved: { $place }: { $error }
cli-fields-goes-with-format-csv = --fields goes with --format csv, json or text
cli-nothing-has-it-as-it = nothing has it as it was typed; this is only spelled alike
cli-did-you-mean = did you mean: { $suggestion }?
cli-there-may-be-more-limit = there may be more; --limit { $rows } shows them
cli-the-query-asks-for-nothing = the query asks for nothing; give words or a field, such as grade:>=8
cli-grade = , grade { $grade }
cli-from = { " " }(from { $node })
cli-roles-inherit-this = { $many ->
        [one] 1 role inherits this
       *[other] { $many } roles inherit this
    }
cli-unfold-lists-each-on-its = ; --unfold lists each on its own
cli-cannot-be-waived-mend-what = { $id } cannot be waived: mend what it finds
cli-until-takes-a-day-such = --until takes a day such as 2027-01-31, and not { $text }
cli-is-past-it-would-waive = { $day } is past: it would waive nothing
cli-a-waiver-needs-a-reason = a waiver needs a reason: others must be able to tell whether it still holds
cli-the-catalog = the catalog
cli-there-is-no-item-in = there is no item { $index } in { $key } of { $address }: it has { $items } of its own
cli-finds-nothing-in = { $rule } finds nothing in { $input }
cli-is-not-waived-in = { $rule } is not waived in { $what }
cli-is-no-item-write-address = { $input } is no item: write ADDRESS:LIST:N, with N from 1
cli-it-takes-field-value = it takes FIELD=VALUE
cli-what-an-entry-says-is = what an entry says is LIST:N.KEY; --replace rewords all of it
cli-it-takes-list-text = it takes LIST=TEXT
cli-it-takes-list-n-text = it takes LIST:N=TEXT
cli-it-takes-list-n = it takes LIST:N
cli-can-only-change-their-order = { $key } can only change their order
cli-it-takes-list-n-target = it takes LIST:N=TARGET
cli-is-no-list-write-where = { $list } is no list: write where it goes as 2, LIST, LIST:2 or ADDRESS:LIST
cli-its = Its { $field }
cli-and-more-3 = { $label } and { $changes } more
cli-changed = changed { $what }
cli-nothing-is-left-to-be = nothing is left to be changed behind --delete: give it last
cli-families-stand-in-the-order = families stand in the order of their keys: --rename it
cli-a-role-moves-to-a = a role moves to a family, and { $address } is a part of one
cli-a-specialty-or-a-segment = a specialty or a segment stays in its family: move its role, or its items with --move-item
cli-sections-are-the-familys-give = sections are the family's: give its address
cli-the-family-has-no-such = the family has no such part any more
cli-a-family-inherits-nothing-to = a family inherits nothing to omit
cli-a-family-has-no-reports = a family has no reports_to: its roles have
cli-is-of-the-catalogs-settings = { $key } is of the catalog's settings: give catalog.toml as the address
cli-the-settings-of-the-catalog = the settings of the catalog have no { $key }: they have required, mandatory_items and entry_grades
cli-there-is-no-entry-in = there is no entry { $number } in { $key }: it has { $len }
cli-needs-some-text = { $key } needs some text
cli-has-no-it-has = { $what } has no { $key }: it has { $known }
cli-an-entry = an entry
cli-an-entry-of-this-list = an entry of this list is a text without { $key }: use --replace for it
cli-it-takes-name-target-link = it takes Name | target | link
cli-a-performance-indicator = a performance indicator
cli-name-target-and-link = name, target and link
cli-it-takes-from-to-kind = it takes from > to | kind, with ids or addresses
cli-a-step-of-a-ladder = a step of a ladder
cli-from-to-and-kind = from, to and kind
cli-a-section = a section
cli-heading-and-body = heading and body
cli-it-takes-one-manager-title = it takes one manager: Title <address>
cli-a-manager = a manager
cli-title-role-and-link = title, role and link
cli-the-item-says-more-than = the item says "{ $text }" more than once: give more of the words that the second half begins with
cli-the-item-does-not-say = the item does not say "{ $text }": give the words that the second half begins with
cli-the-roles = the roles
cli-the-family-has-no-role = the family has no role { $lost }: give ids of its roles
cli-only-a-specialty-or-a = only a specialty or a segment has roles
cli-a-family-has-no-extends = a family has no extends: its roles have
cli-need-takes-must-or-preferred = need takes must or preferred
cli-an-id-has-no-blanks = an id has no blanks in it
cli-another-item-of-the-family = another item of the family has the id { $text }
cli-an-item-has-no-it = an item has no { $name }: it has text, id, tags, need and waive
cli-an-id-is-changed-with = an id is changed with --rename, so that what refers to it follows
cli-is-a-list-use-add = { $key } is a list: use --add, --replace or --remove for it
cli-is-not-a-list-use = { $key } is not a list: use --set for it
cli-has-no-items-it-takes = { $key } has no items: it takes responsibilities, requirements or nice_to_have
cli-n-is-the-number-of = N is the number of an item, counted from 1
cli-there-is-no-did-you = there is no { $what } { $name }: did you mean { $key }?
cli-there-is-no-it-is = there is no { $what } { $name }: it is one of { $known }
cli-is-a-department-it-takes = { $path } is a department: it takes --rename, --move, --archive, --restore and --delete
cli-the-settings-of-the-catalog-2 = the settings of the catalog take --set, --add, --replace, --remove and --move-item
cli-requirement-budget-takes-a-whole = requirement_budget takes a whole number such as 20
cli-a-synonym-needs-its-word = a synonym needs its word: synonyms.WORD=MEANING
cli-the-settings-of-the-catalog-3 = the settings of the catalog have no { $key }: they have name, summary, requirement_budget, synonyms.WORD, { $keys }
cli-ago-minutes = { $count ->
        [one] 1 minute ago
       *[other] { $count } minutes ago
    }
cli-ago-hours = { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
cli-ago-days = { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }
cli-or = { " " }or{ " " }
cli-check-profile-is = check.profile is { $known }
cli-check-severity-is-one-of = check.severity.{ $id } is one of { $known }
cli-check-budget-takes-a-whole = check.budget.{ $id } takes a whole number such as 30
cli-there-is-no-check-there = there is no check.{ $path }: there are { $keys }
cli-such-rule-as = such rule as
cli-warning-is-not-mended = warning: { $path }: { $rule } is not mended: { $error }
cli-no-rule-is-called = no rule is called { $id }
cli-explain-lists-the-rules = `rolebook explain` lists the rules
cli-has-no-family-in-it = { $path } has no family of this catalog in it
cli-not-what-check-prints = this is not what check --format json prints: { $error }
cli-warning-finding-without-a-rule = warning: { $path }: a finding without a rule is left aside
cli-fix-would = { " " }(--fix: { $label })
cli-nothing-is-wrong-in = Nothing is wrong in { $files }
cli-so-many-in-files = { $counts } in { $with } of { $files }
cli-more-with-severity = ; { $hidden } more with --severity { $level }
cli-so-many-mended = ; { $mended } mended
cli-and-nothing-is-saved = , and nothing is saved
cli-fix-mends = ; --fix mends { $mendable }
cli-what-to-do = help
cli-did-you-mean-it = did you mean { $meant }?
cli-it-is-no-word-document = it is no Word document
cli-built-without-word-documents = this rolebook was built without Word documents
cli-a-word-document-goes-into = a Word document goes into a file: give a file or a folder with --out
cli-of-no-use-to-the-site = { $path } is of no use to the site any more, but somebody changed it: it stays.
cli-files-of-the-site-before = { $count ->
        [one] 1 file of the site before is deleted.
       *[other] { $count } files of the site before are deleted.
    }
cli-files-in = { $count ->
        [one] 1 file
       *[other] { $count } files
    } in { $folder }
cli-error = error:
cli-usage = Usage:
cli-tip = tip:
cli-more-with-help = For more information, try '--help'.
cli-unexpected-argument = unexpected argument '{ $argument }' found
cli-unrecognized-subcommand = unrecognized subcommand '{ $command }'
cli-a-value-is-required = a value is required for '{ $argument }' but none was supplied
cli-invalid-value = invalid value '{ $value }' for '{ $argument }'
cli-that-is-no-whole-number = that is no whole number
cli-unexpected-value = unexpected value '{ $value }' for '{ $argument }' found; no more were expected
cli-too-few-values = { $least } values required by '{ $argument }'; only { $given } were provided
cli-equal-sign-is-needed = equal sign is needed when assigning values to '{ $argument }'
cli-cannot-be-used-twice = the argument '{ $argument }' cannot be used multiple times
cli-cannot-be-used-with = the argument '{ $argument }' cannot be used with { $others }
cli-required-arguments-are-missing = the following required arguments were not provided:
cli-a-subcommand-is-required = '{ $command }' requires a subcommand but one was not provided: { $known }
cli-arguments-are-not-utf-8 = invalid UTF-8 was detected in one or more arguments
cli-possible-values = [possible values: { $known }]
cli-is-this-meant = a similar one exists: { $meant }
cli-to-pass-as-a-value = to pass '{ $argument }' as a value, use '-- { $argument }'
cli-commands = Commands
cli-arguments = Arguments
cli-any-options = [OPTIONS]
cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-extra = EXTRA
cli-options = Options
cli-print-help = Print help
cli-print-version = Print version
cli-default-value = [default: { $value }]
cli-possible-values-are = Possible values:
cli-left-removed = removed
cli-left-new = new
cli-left-changed = changed
cli-made = made
cli-merge-before = before: { $line }
cli-merge-ours = ours: { $line }
cli-merge-theirs = theirs: { $line }
cli-command = COMMAND

linear-type-help-for-what-can = { $name }. Type help for what can be done, quit to leave.
linear-the-input-ended-and-changed = the input ended, and { $unsaved ->
        [one] 1 changed file was
       *[other] { $unsaved } changed files were
    } not saved
linear-there-is-no-in-the = there is no { $number } in the last list
linear-department = { $folder }, department
linear-cannot-be-read = { $rest }, cannot be read
linear-this-file-cannot-be-read = This file cannot be read; check says why.
linear-grade = , grade { $grade }
linear-nothing-in-the-catalog-has = nothing in the catalog has { $query }
linear-finds-what-has-them = find { $words } finds what has fewer of them
linear-finds-any-of-them = find { $any } finds what has any of them
linear-and-more-more-words-narrow = And { $more } more; more words narrow it.
linear-open-a-family-or-a = open a family or a role first: by its number, or with open and its address
linear-the-file-cannot-be-read = the file cannot be read
linear-an-empty-line-leaves-a = An empty line leaves a field as it is, - empties it, . ends.
linear-redone = Redone
linear-there-is-nothing-to-redo = there is nothing to redo
linear-undone = Undone
linear-there-is-nothing-to-undo = there is nothing to undo
linear-nothing-is-unsaved = Nothing is unsaved.
linear-goes =
    { $path } goes.
    { "" }
linear-saved-1-file = Saved 1 file.
linear-saved-files = Saved { $many } files.
linear-changed-files-are-not-saved = { $unsaved ->
        [one] 1 changed file is
       *[other] { $unsaved } changed files are
    } not saved. Type save, drop, or nothing to go back:{ " " }
linear-left-without-saving = Left without saving.
linear-a-quote-is-open = { $error }: a quote is open
linear-there-is-no-command-called = there is no command called { $clean_line }; help lists what there is
linear-works-on-files-leave-first = { $first } works on files: leave first, and run rolebook { $first }
linear-you-type-undo-to-take = You { $label }. Type undo to take it back, save to keep it.
linear-this-terminal-cannot-draw-a = This terminal cannot draw a screen, so here is the catalog line by line.
linear-there-is-no-folder-for = there is no folder for it; name one in ROLEBOOK_STATE
linear-something-was-left-unsaved-here = Something was left unsaved here before: rolebook journal list shows it, rolebook journal restore brings it back.
linear-the-catalog-is-open-somewhere = The catalog is open somewhere else too.
linear-there-was-no-journal-so = there was no journal, so they are lost
linear-rolebook-journal-restore-brings-them = rolebook journal restore brings them back
linear-there-is-no-journal-so = There is no journal, so that only save keeps what you change: { $why }
linear-find-something-and-name-it = find something first, and say a name for it: find itil, then keep IT roles
linear-no-folder-for-searches = there is no folder for saved searches
linear-search-is-kept = Saved as { $name }. again { $name } searches it again.
linear-no-search-has-the-name = no search has the name { $name }; again alone lists them
linear-no-search-has-a-name = No search has a name yet: keep NAME gives one to what was searched for last.
linear-help =
    A number opens what the last list has there.
    ls: list what is here. up, top: go up.
    open ADDRESS: go to a family, a role or a department.
    find WORDS, or /WORDS: search; help queries says how.
    keep NAME: save the last search. again NAME: search it again; again alone lists what is saved.
    read: all that applies here. own: only what is written here, each item with its number.
    fields: ask for the fields one by one.
    set FIELD VALUE: for example, set grade 9
    add LIST TEXT: for example, add requirements Writes clearly
    reword LIST:N TEXT, remove LIST:N: an item by the number that own says, for example, reword requirements:2 Reads well
    move LIST:N PLACE: an item to another place in its list, which may be up or down.
    rename NAME: another id for where you are; what refers to it follows.
    undo, redo, changes, save, quit.
    Any command works as well, with . for where you are and a number for what the last list has there: compare . 2, delta ., ladder ., export . --format text --to clipboard, check ., waive . RULE --reason TEXT, new and others. help and a command says how it is used; help commands lists them.
linear-unsaved = { " " }(unsaved)

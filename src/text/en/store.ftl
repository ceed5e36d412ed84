store-another-program-has-changed-it = another program has changed it meanwhile
store-this-terminal-has-no-clipboard = this terminal has no clipboard, and there is no wl-copy, xclip or xsel
store-bytes-are-more-than-a = { $bytes } bytes are more than a terminal takes, and there is no wl-copy, xclip or xsel
store-did-not-take-it = { $program } did not take it: { $why }
store-it-reads-nothing = it reads nothing
store-it-ended-with = it ended with { $status }
store-does-not-exist-name-the = { $path } does not exist: name the folder of a catalog
store-is-not-a-catalog-name = { $path } is not a catalog: name the catalog's folder, or its catalog.toml
store-no-catalog-was-found-and = no catalog was found, and the user has no data folder: name the folder of a catalog
store-the-catalog-cannot-be-opened = the catalog { $path } cannot be opened: { $source }
store-changes-that-others-make-in = changes that others make in { $path } are not noticed: { $why }; reload a file to see what it has now
store-is-not-empty = { $path } is not empty: name a folder that is new or empty
store-no-catalog-can-be-started = no catalog can be started in { $path }: { $source }
store-the-sample-catalog-cannot-be = the sample catalog cannot be written to { $path }: { $source }
store-is-not-a-path-below = { $path } is not a path below the catalog's folder
store-leads-out-of-the-catalog = { $path } leads out of the catalog through a link: put the file itself into the catalog
store-is-not-a-regular-file = { $path } is not a regular file
store-is-not-a-folder-give = { $path } is not a folder: give the new file another place
store-is-not-a-good-name = { $path } is not a good name: each part needs to begin with something other than a dot, to be at most 255 bytes long, and to be free of control characters
store-is-there-already-and-has = { $path } is there already and has been left as it is: choose another name
store-is-named-twice-in-one = { $path } is named twice in one save: save one change of it after the other
store-is-larger-than-mib-split = { $path } is larger than { $limit } MiB: split the family into several files
store-is-not-utf-8-text = { $path } is not UTF-8 text: save it as UTF-8 in a text editor
store-cannot-be-read = { $path } cannot be read: { $source }
store-was-changed-by-another-program = { $path } was changed by another program and has not been saved: reload it, then save again
store-is-not-there-any-more = { $path } is not there any more and has not been saved: put it back, then save again
store-is-read-only-and-nothing = { $path } is read-only and nothing has been saved: make it writable, then save again
store-has-not-been-saved-and = { $path } has not been saved and is as it was: { $step } failed: { $source }{ $advice }
store-has-the-new-text-but = { $path } has the new text, but the disk does not confirm that it will keep it: { $source }; save again
store-is-gone-but-the-disk = { $path } is gone, but the disk does not confirm that it stays so: { $source }; save again
store-is-as-it-was-it = { $path } is as it was: it was to be saved together with { $other }, which could not be saved
store-although-could-not-be-saved = { $path } { $left }, although { $other } could not be saved with it, and cannot be put back: { $source }{ $kept }
store-the-journal-of-unsaved-changes = the journal of unsaved changes { $path } cannot be used: { $source }{ $advice }
store-the-journals-in-are-in = the journals in { $path } are in use by another rolebook that does not let go: end it, then try again
store-the-journal-is-in-use = the journal { $id } is in use by another rolebook: leave that one first
store-has-the-new-text = has the new text
store-has-the-text-of-another = has the text of another program
store-has-been-deleted = has been deleted
store-opening-its-folder = opening its folder
store-making-its-folder = making its folder
store-making-a-temporary-file-beside = making a temporary file beside it
store-writing-the-text = writing the text
store-keeping-its-permissions = keeping its permissions
store-getting-the-text-onto-the = getting the text onto the disk
store-keeping-the-old-text-at = keeping the old text at hand
store-putting-the-new-text-in = putting the new text in its place
store-taking-it-away = taking it away
store-getting-its-place-onto-the = getting its place onto the disk
store-it-was-not-there-before = ; it was not there before
store-the-text-it-had-is = ; the text it had is in { $copy }
store-make-room-on-the-disk = ; make room on the disk, then save again
store-make-room-in-the-quota = ; make room in the quota, then save again
store-the-system-limits-the-size = ; the system limits the size of files
store-make-room-on-the-disk-2 = ; make room on the disk
store-make-room-in-the-quota-2 = ; make room in the quota
store-the-git-program-cannot-be = the git program cannot be run: { $what }
store-is-in-no-git-repository = { $value } is in no git repository
store-git-knows-no-revision = git knows no revision { $what }
store-git-says = git says: { $what }
store-it-is-not-a-regular = it is not a regular file
store-the-settings-in-are-not = the settings in { $path } are not in UTF-8
store-the-settings-in-cannot-be = the settings in { $path } cannot be read: { $error }
store-it-has-more-than-files = it has more than { $max_files } files; the rest is left out
store-it-is-nested-too-deeply = it is nested too deeply
store-it-is-a-link-to = it is a link to something that is not there
store-unsaved-changes-of-the-catalog =
    Unsaved changes of the catalog { $shown }
    { "" }
store-not-known = (not known)
store-is-as-it-was-to =
    { "" }
    { $name }
    { "  " }is { $path } as it was to be saved.
    { "" }
store-was-to-be-removed =
    { "" }
    { $path }
    { "  " }was to be removed.
    { "" }
store-is-what-was-written-in =
    { "" }
    { $name }
    { "  " }is what was written in a form.
    { "" }
store-could-not-be-read =
    { "" }
    { $name }
    { "  " }could not be read.
    { "" }
store-there-are-files-like-already = there are { $most_names } files like { $name } already
store-this-system-has-no-folder = this system has no folder for them, so it is kept until you leave
store-it-is-kept-until-you = it is kept until you leave, and not longer: { $why }
store-not-watched = Not watched: { $why }
store-not-read-what-was-read = Not read: { $why }; what was read before stays.
store-the-name-is-kept-until = The name is kept until you leave, and not longer: { $failed }
store-it-has-another-name-a = It has another name (a hard link), which keeps the old text.
store-it-has-other-names-hard = It has { $others } other names (hard links), which keep the old text.
store-it-belongs-to-you-now = It belongs to you now.
store-there-is-no-room-for = There is no room for a file to edit: { $error }
store-no-editor-is-set = No editor is set.
store-the-editor-cannot-be-started = The editor { $program } cannot be started: { $error }. Set VISUAL or EDITOR to another one.
store-the-editor-ended-with-nothing = The editor ended with { $status }; nothing was changed.
store-the-editor-ended-with-so = The editor ended with { $status }, so nothing was taken; what you wrote is in { $kept }
store-what-the-editor-left-in = What the editor left in { $kept } cannot be read: { $why }
store-cannot-be-understood-set-it = { $name } cannot be understood: { $error }. Set it to the command of an editor.
store-it-is-not-a-file = it is not a file any more
store-it-is-larger-than-mib = it is larger than { $value } MiB
store-it-is-not-utf-8 = it is not UTF-8 text
store-not-counted = Not counted
store-cannot-search = Cannot search
store-nothing-to-suggest = Nothing to suggest
store-not-searched = Not searched
store-there-is-no-folder-for = there is no folder for it; name one in ROLEBOOK_STATE
store-unsaved-changes-are-protected-again = Unsaved changes are protected again.
store-unsaved-changes-are-not-protected = Unsaved changes are not protected against a crash: { $why }
store-what-was-left-unsaved-before = What was left unsaved before is not removed: { $error }
store-no-shell-would-bring-the = No shell would bring the program back from the background.
store-the-keyboard-could-not-be = The keyboard could not be left to the editor.

setting-yes = yes
setting-no = no
setting-and-more-rolebook-config-check = , and { $many } more; rolebook config check lists them
setting-the-settings-were-read-again = The settings were read again.
setting-a-path = a path
setting-true-or-false = true or false
setting-the-settings-of-rolebook-what =
    # The settings of rolebook. What stands in a comment is the default.
    # `rolebook config check` says what is wrong in here; a program that is open reads it again by itself.
    { "" }
setting-keys-of-single-actions-one =
    { "" }
    # Keys of single actions: one, several, or none with []. "g g" is g pressed twice. Names of keys are those
    # of the help: Ctrl-S, Alt-Up, F5, Space, Enter.
    # [keys]
    { "" }
setting-themes-of-your-own-to =
    { "" }
    # Themes of your own, to be named in `theme`. A look is a colour and words: "bold underline #ffaf5f on 236".
    # Colours are default, black to white, bright-black to bright-white, 0 to 255, or #rrggbb.
    # Words are bold, underline, reverse, strike, and `on` before the background.
    # [themes.mine]
    # base = "dark"
    # background = "#1c1c1c"
    { "" }
setting-must-have-a-key-so = { $name } must have a key, so it is { $key }
setting-was-the-key-of-which = { $chord } was the key of { $name }, which has none now
setting-esc-always-goes-one-step = Esc always goes one step back
setting-is-typed-there-take-a = { $chord } is typed there; take a key with Ctrl or Alt
setting-is-also-given-to = { $chord } is also given to { $id }
setting-problem = line { $line }, column { $column }: { $what }
setting-did-you-mean = ; did you mean { $near }?
setting-there-is-no-called = there is no { $what } called { $word }{ $meant }
setting-takes-true-or-false = { $name } takes true or false
setting-takes-a-text-in-quotes = { $name } takes a text in quotes
setting-setting = setting
setting-keys-is-a-table-write = keys is a table: write [keys]
setting-action = action
setting-this-is-no-key-keys = this is no key; keys are written as "Ctrl-S", "F5" or "g g"
setting-themes-are-tables-write-themes = themes are tables: write [themes.NAME]
setting-write-themes = write [themes.{ $key }]
setting-takes-a-text-in-quotes-2 = { $role } takes a text in quotes
setting-kind-of-text = kind of text
setting-is-no-colour-and-no = { $word } is no colour and no word for a look; write red, 215 or #ffaf5f
setting-can-hardly-be-read-a = { $name } can hardly be read: a contrast of { $contrast } to 1, and text needs { $readable } to 1
setting-catalog = Catalog
setting-catalog-says = The folder to open when the command line, the environment and the folder you are in name none.
setting-language = Language
setting-language-says = The language of the program: auto takes what the environment asks for in LC_ALL, LC_MESSAGES or LANG.
setting-theme = Theme
setting-theme-says = The colours: auto takes what suits the background of the terminal.
setting-mouse = Mouse
setting-mouse-says = Whether the program has the mouse; with Shift most terminals keep it for selecting text.
setting-ascii = ASCII only
setting-ascii-says = Whether borders and marks are drawn with plain characters, for fonts that have no others.
setting-motion = Motion
setting-motion-says = Whether the cursor blinks as the terminal has it; nothing else ever moves by itself.
setting-reopen = Reopen as left
setting-reopen-says = Whether a catalog opens as it was left: what is expanded, selected and filtered.
setting-keymap = Keymap
setting-keymap-says = Which keys to start from; the table [keys] changes single ones.
setting-theme-dark = light text on a dark background
setting-theme-light = dark text on a light background
setting-theme-high-contrast = white, yellow and cyan on black
setting-theme-monochrome = no colours: bold, underlined and reversed
setting-theme-ansi16 = the sixteen colours that your terminal is set to
setting-keymap-default = letters for what is done often, arrows and hjkl
setting-keymap-vim = dd, yy, p, gg, n, zR and the like as in vim
setting-keymap-plain = no letters: arrows, Ctrl and function keys
setting-trouble = Settings: { $why }
setting-first-problem = Settings, { $first }{ $more }
setting-takes = Takes: { $choices }.

setting-yes = ja
setting-no = nein
setting-and-more-rolebook-config-check = , und { $many } weitere; rolebook config check nennt sie
setting-the-settings-were-read-again = Die Einstellungen wurden neu gelesen.
setting-a-path = ein Pfad
setting-true-or-false = true oder false
setting-the-settings-of-rolebook-what =
    # Die Einstellungen von rolebook. Was in einem Kommentar steht, gilt, solange nichts anderes gesagt ist.
    # `rolebook config check` sagt, was hier nicht stimmt; ein geöffnetes Programm liest die Datei von selbst neu.
    { "" }
setting-keys-of-single-actions-one =
    { "" }
    # Tasten einzelner Aktionen: eine, mehrere, oder mit [] keine. "g g" ist zweimal g. Die Namen der Tasten sind
    # die der Hilfe: Ctrl-S, Alt-Up, F5, Space, Enter.
    # [keys]
    { "" }
setting-themes-of-your-own-to =
    { "" }
    # Eigene Farbschemata, die in `theme` genannt werden können. Ein Aussehen ist eine Farbe und Wörter:
    # "bold underline #ffaf5f on 236". Farben sind default, black bis white, bright-black bis bright-white,
    # 0 bis 255 oder #rrggbb. Wörter sind bold, underline, reverse, strike, und `on` vor dem Hintergrund.
    # [themes.mine]
    # base = "dark"
    # background = "#1c1c1c"
    { "" }
setting-must-have-a-key-so = { $name } braucht eine Taste, deshalb ist es { $key }
setting-was-the-key-of-which = { $chord } war die Taste von { $name }; das hat jetzt keine
setting-esc-always-goes-one-step = Esc geht immer einen Schritt zurück
setting-is-typed-there-take-a = { $chord } wird dort getippt; eine Taste mit Ctrl oder Alt nehmen
setting-is-also-given-to = { $chord } ist auch an { $id } vergeben
setting-problem = Zeile { $line }, Spalte { $column }: { $what }
setting-did-you-mean = ; ist { $near } gemeint?
setting-there-is-no-called = { $what } { $word } gibt es nicht{ $meant }
setting-takes-true-or-false = { $name } ist true oder false
setting-takes-a-text-in-quotes = { $name } ist ein Text in Anführungszeichen
setting-setting = die Einstellung
setting-keys-is-a-table-write = keys ist eine Tabelle: [keys] schreiben
setting-action = die Aktion
setting-this-is-no-key-keys = das ist keine Taste; Tasten schreibt man wie "Ctrl-S", "F5" oder "g g"
setting-themes-are-tables-write-themes = themes sind Tabellen: [themes.NAME] schreiben
setting-write-themes = [themes.{ $key }] schreiben
setting-takes-a-text-in-quotes-2 = { $role } ist ein Text in Anführungszeichen
setting-kind-of-text = die Textart
setting-is-no-colour-and-no = { $word } ist keine Farbe und kein Wort für ein Aussehen; gemeint sein kann etwa red, 215 oder #ffaf5f
setting-can-hardly-be-read-a = { $name } ist kaum zu lesen: ein Kontrast von { $contrast } zu 1, und Text braucht { $readable } zu 1
setting-catalog = Katalog
setting-catalog-says = Der Ordner, der sich öffnet, wenn Befehlszeile, Umgebung und der Ordner, in dem man ist, keinen nennen.
setting-language = Sprache
setting-language-says = Sprache des Programms; auto ist die von LC_ALL, LC_MESSAGES oder LANG.
setting-theme = Farbschema
setting-theme-says = Die Farben: auto nimmt, was zum Hintergrund des Terminals passt.
setting-mouse = Maus
setting-mouse-says = Ob das Programm die Maus hat; mit Shift lassen die meisten Terminals damit Text auswählen.
setting-ascii = Nur ASCII
setting-ascii-says = Ob Rahmen und Zeichen schlicht gezeichnet werden, für Schriften, die keine anderen haben.
setting-motion = Bewegung
setting-motion-says = Ob der Cursor blinkt, wie das Terminal es tut; sonst bewegt sich nie etwas von selbst.
setting-reopen = Öffnen wie verlassen
setting-reopen-says = Ob ein Katalog sich so öffnet, wie er verlassen wurde: aufgeklappt, ausgewählt und gefiltert.
setting-keymap = Tastenbelegung
setting-keymap-says = Von welchen Tasten ausgegangen wird; die Tabelle [keys] ändert einzelne.
setting-theme-dark = helle Schrift auf dunklem Grund
setting-theme-light = dunkle Schrift auf hellem Grund
setting-theme-high-contrast = Weiß, Gelb und Cyan auf Schwarz
setting-theme-monochrome = keine Farben: fett, unterstrichen und umgekehrt
setting-theme-ansi16 = die sechzehn Farben, die im Terminal eingestellt sind
setting-keymap-default = Buchstaben für Häufiges, Pfeile und hjkl
setting-keymap-vim = dd, yy, p, gg, n, zR und dergleichen wie in vim
setting-keymap-plain = keine Buchstaben: Pfeile, Ctrl und Funktionstasten
setting-trouble = Einstellungen: { $why }
setting-first-problem = Einstellungen, { $first }{ $more }
setting-takes = Möglich: { $choices }.

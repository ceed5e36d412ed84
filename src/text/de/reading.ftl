reading-this-is-not-valid-toml = das ist kein gültiges TOML: { $what }
reading-unknown-key = unbekanntes Feld „{ $key }“
reading-unknown-key-did-you-mean = unbekanntes Feld „{ $key }“: ist „{ $meant }“ gemeint?
reading-takes-and-here-is = „{ $key }“ nimmt { $expected }, und hier steht { $found ->
        [string] ein Text
        [integer] eine ganze Zahl
        [float] eine Kommazahl
        [boolean] true oder false
        [datetime] ein Datum
        [array] eine Liste
        [table] eine Tabelle
       *[other] etwas anderes: { $found }
    }
reading-is-not-a-it-is = „{ $value }“ geht nicht als { $key }: möglich ist { $allowed }
reading-the-family-has-no-title = die Familie hat keinen Titel
reading-this-has-no-id-so = { $what ->
        [specialty] diese Spezialisierung
        [segment] dieses Segment
       *[role] diese Rolle
    } hat keine Kennung, nichts kann also darauf zeigen
reading-the-id-is-used-twice = die Kennung „{ $what }“ kommt in dieser Familie zweimal vor
reading-the-id-cannot-be-part = die Kennung „{ $what }“ kann kein Teil einer Adresse sein
reading-the-file-name-makes-an = der Dateiname ergibt eine Adresse, die schwer zu tippen ist
reading-the-file-is-not-utf = die Datei ist kein UTF-8-Text
reading-the-file-is-larger-than = die Datei ist größer als { $limit } MiB
reading-it-cannot-be-read = sie ist nicht zu lesen: { $what }
reading-it-is-a-link-that = es ist ein Link, der aus dem Katalog hinausführt
reading-it-is-a-link-to = es ist ein Link auf einen Ordner, der schon Teil des Katalogs ist
reading-mend-this-line-in-a = Diese Zeile in einem Texteditor richten; der Rest des Katalogs geht derweil.
reading-rename-it-to-or-leave = In „{ $meant }“ umbenennen oder lassen: es bleibt, wie es ist.
reading-check-the-spelling-or-leave = Die Schreibweise prüfen oder es lassen: es bleibt, wie es ist, und wird nicht gezeigt.
reading-write-here = Hier { $expected } schreiben.
reading-write-one-of = Eines davon schreiben: { $allowed }.
reading-add-a-line-title = Eine Zeile hinzufügen: title = "…"
reading-add-a-line-id-short = Eine Zeile hinzufügen: id = "short-name"
reading-give-one-of-the-two = Einem von beiden eine andere Kennung geben.
reading-use-letters-digits-hyphens-underscores = Buchstaben, Ziffern, Bindestriche, Unterstriche und Punkte nehmen; keine Leerzeichen, /, # oder +.
reading-name-it-with-lower-case = Bei Gelegenheit mit Kleinbuchstaben, Ziffern und Bindestrichen benennen.
reading-save-it-as-utf-8 = In einem Texteditor als UTF-8 speichern. Bis dahin bleiben die Bytes, wie sie sind.
reading-split-the-family-into-several = Die Familie auf mehrere Dateien verteilen. Bis dahin bleibt sie, wie sie ist.
reading-check-its-permissions-then-reload = Die Zugriffsrechte prüfen, dann neu laden.
reading-put-the-file-itself-into = Die Datei selbst in den Katalog legen; Links hinaus wird nicht gefolgt.
reading-take-the-link-away-each = Den Link wegnehmen; jeder Ordner wird einmal gelesen.
reading-a-text-in-quotes = einen Text in Anführungszeichen
reading-a-whole-number = eine ganze Zahl
reading-a-list-of-texts-in = eine Liste von Texten in Anführungszeichen
reading-a-list-in = eine Liste in [ ]
reading-a-table = eine Tabelle
reading-tables-each-under-its-own = Tabellen, jede unter ihrer eigenen [[Überschrift]]
reading-a-date-such-as-2027 = ein Datum wie 2027-01-31
reading-a-whole-number-or-a = eine ganze Zahl oder einen Text in Anführungszeichen
reading-a-list-of = eine Liste von { "{" } title, role, link { "}" }
reading-the-id-of-a-role = die Kennung einer Rolle, oder { "{" } requirements = "id" { "}" }
reading-items-texts-in-quotes-or = Punkte: Texte in Anführungszeichen, oder { "{" } text = "…" { "}" }
reading-a-list-of-rules = eine Liste von Regeln

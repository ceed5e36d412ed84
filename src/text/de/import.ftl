import-became = übernommen
import-kept = behalten
import-look = ansehen
import-part = { $what ->
        [role] Rolle
        [specialty] Spezialisierung
       *[segment] Segment
    } { $title }
import-text-without-a-heading = Text ohne Überschrift, als Abschnitt
import-text-as-a-section = Text unter { $heading }, als Abschnitt
import-more-indicators = weitere Kennzahlen von { $title }, den vorigen angefügt
import-words-before-a-list = die Worte vor einer Liste unter { $heading }, auf der Seite
import-line-without-a-bullet = eine Zeile ohne Aufzählungszeichen, als Punkt
import-bullet-with-nothing = ein Aufzählungszeichen mit nichts dahinter, weggelassen
import-so-many-of = { $of ->
        [responsibilities] { $count ->
            [one] 1 Aufgabe
           *[other] { $count } Aufgaben
        }
        [requirements] { $count ->
            [one] 1 Anforderung
           *[other] { $count } Anforderungen
        }
        [nice_to_have] { $count } Mal Wünschenswertes
        [indicators] { $count ->
            [one] 1 Kennzahl
           *[other] { $count } Kennzahlen
        }
       *[steps] { $count ->
            [one] 1 Schritt des Einstellungsverfahrens
           *[other] { $count } Schritte des Einstellungsverfahrens
        }
    } von { $title }
import-has-items-twice = { $title } hat { $twice ->
        [one] 1 Punkt
       *[other] { $twice } Punkte
    } zweimal
import-list-without-a-heading = eine Liste ohne Überschrift, als Aufgaben von { $title }
import-summary-of = Zusammenfassung von { $title }
import-career-ladder-of = Karriereleiter von { $title }
import-words-before-hiring-process = die Worte vor dem Einstellungsverfahren von { $title }
import-words-behind-hiring-process = die Worte nach dem Einstellungsverfahren von { $title }
import-link-is-not-closed = ein Link ist nicht geschlossen; er bleibt, wie er dasteht
import-more-than-one-grade = hier steht mehr als eine Stufe
import-shares-what-others-say = { $title } teilt, was andere sagen: angeben, worauf es aufbaut
import-stands-with-no-role = das sagt etwas über eine Rolle und steht bei keiner
import-reports-to = { $title } berichtet an { $managers }
import-reports-to-too = { $title } berichtet an { $managers }, und davor stand schon etwas anderes
import-line-goes-on = diese Zeile setzt den Punkt darüber fort; vielleicht fehlt ein Aufzählungszeichen oder eine Leerzeile
import-grade-of = Stufe { $grade } von { $title }
import-another-grade = Stufe { $grade }, und { $title } hat schon Stufe { $first }
import-lists-below-a-grade = Listen unter einer Stufe, als Aufgaben von { $title }
import-whom-it-reports-to = an wen { $title } berichtet
import-extends-no-other-role = { $who } baut auf { $whom } auf, und das ist keine andere Rolle dieser Seite
import-extends = { $who } baut auf { $whom } auf
import-step-leads-nowhere = ein nächster Schritt, der zu keiner Jobfamilie führt
import-step-names-nothing = ein nächster Schritt, der keine Jobfamilie nennt
import-ladder-step = ein Schritt der Karriereleiter von { $from } nach { $to }
import-step-to-nothing = ein nächster Schritt zu { $title }, was hier keine Familie hat
import-page-has-no-title = die Seite hat keinen Titel; { $name } ist der ihrer Datei
import-front-matter-is-not-closed = der Vorspann ist nicht geschlossen und wird als Text gelesen
import-front-matter = der Vorspann
import-cannot-be-taken-apart = die Seite lässt sich nicht zerlegen; sie bleibt als ein Abschnitt
import-heading-stands-with = die Überschrift nennt { $who } und steht bei { $title }
import-heading-is-as-deep = die Überschrift ist so tief wie die von { $title } und gilt als Teil davon
import-has-no-heading = { $title } hat keine eigene Überschrift
import-heading-stands-alone = die Überschrift { $title } steht allein auf der Seite
import-items-are-joined = die Punkte unter { $title } sind den vorigen angefügt
import-indicators-are-joined = die Kennzahlen unter { $title } sind den anderen angefügt
import-fate-new = neu
import-fate-unchanged = unverändert
import-fate-changed = geändert
import-fate-conflict = Konflikt
import-fate-refused = abgelehnt
import-fate-failed = gescheitert
import-is-there-already = { $key } gibt es schon und kam nicht aus einer Seite; einen anderen Bereich nehmen oder es löschen
import-own-file-is-broken = die eigene Datei der Familie ist kaputt: { $place }
import-imported-one = { $key } eingelesen
import-noted-what-pages-gave = vermerkt, was Seiten gaben
import-imported-many = { $many } Familien eingelesen
import-changed-here-and-on-the-page = hier und auf der Seite geändert: { $place }
import-before = zuvor: { $text }
import-catalog = Katalog: { $text }
import-page = Seite: { $text }
import-nothing = (nichts)
import-decide-with-prefer = Mit --prefer catalog oder --prefer page entscheiden, oder eines von beiden bearbeiten und nochmals einlesen.
import-nothing-is-saved = ; nichts ist gespeichert
import-sum = { $counts } von { $pages ->
        [one] 1 Seite
       *[other] { $pages } Seiten
    }, { $looks ->
        [one] 1 Stelle anzusehen
       *[other] { $looks } Stellen anzusehen
    }{ $saved }
import-catalog-is-named-twice = der Katalog ist zweimal genannt: mit --into und davor
import-cannot-be-made = { $path } ist nicht anzulegen: { $error }
import-reading-pages = Seiten werden gelesen
import-too-many = { $path }: es sind zu viele Ordner oder Seiten
import-no-page = dort ist keine Seite in Markdown (.md)
import-not-utf-8 = { $place }: sie ist nicht in UTF-8
import-would-become-like = sie würde zu { $key } wie { $first }
import-more-lines = … und { $more } weitere Zeilen; rolebook import --dry-run zeigt sie alle.
import-line = Zeile { $line }: { $kind }: { $note }
import-page-is-gone = sie ist nicht mehr da

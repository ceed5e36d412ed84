choice-this-item = Punkt
choice-this-part = Teil
choice-the-family = Familie
choice-the-catalog = Katalog
choice-with = mit
choice-without = ohne
choice-levels = Ebenen
choice-titles = Titel

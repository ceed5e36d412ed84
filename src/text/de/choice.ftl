choice-this-item = dieser Punkt
choice-this-part = dieser Teil
choice-the-family = die Familie
choice-the-catalog = der Katalog
choice-with = mit
choice-without = ohne
choice-levels = Ebenen
choice-titles = Titel

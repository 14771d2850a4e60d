"""Letters made alike for searching: case, accents and the several letters that keyboards give for one."""

import unicodedata

# Letters that Unicode does not decompose, and letters of Arabic script that Persian, Arabic and Urdu keyboards tell
# apart where writers do not (Unicode chapter 9.2). Removed: the lengthening stroke and the joiners between letters.
ALIKE = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e", "ŋ": "n",
        "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا",
        "ґ": "г", "ў": "у", "ʻ": "", "ʼ": "", "'": "", "’": "", "‘": "", "ـ": "", "\u200c": "", "\u200d": "",
        "\u200e": "", "\u200f": "", "\u00ad": "", "\ufeff": "",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """The text with every letter in its plainest form; digits of all scripts become 0 to 9.

    "Türkmenbaşy" and "turkmenbasy", "علي" and "علی", "Артём" and "артем", "DİYARBAKIR" and "diyarbakır" are the same.
    """
    if text.isascii():
        return text.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(map(_letter, plain)).translate(ALIKE)


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.combining(letter):
        return ""
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)

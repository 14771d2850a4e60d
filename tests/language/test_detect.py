"""Which language: English is never taken for another, another never for English if there is enough of it."""

import pytest

from dragoman.language.detect import detect
from dragoman.settings import Settings

OTHERS = [
    ("fa", "وزیر خارجه ایران روز چهارشنبه در عشق‌آباد با همتای ترکمن خود دیدار کرد."),
    ("fa", "سفر وزیر خارجه به باکو لغو شد"),
    ("ru", "Министр иностранных дел Казахстана прибыл в Тегеран с рабочим визитом."),
    ("tr", "Dışişleri Bakanı çarşamba günü Bakü'de mevkidaşıyla bir araya geldi ve demiryolu projesini görüştü."),
    ("tr", "Türkiye ve Azerbaycan anlaşma imzaladı"),
    ("ar", "التقى وزير الخارجية الإيراني نظيره العماني في مسقط لبحث التعاون في مجال النقل البحري."),
    ("de", "Der iranische Außenminister ist am Mittwoch zu Gesprächen über Gaslieferungen eingetroffen."),
    ("fr", "Le ministre iranien des Affaires étrangères est arrivé mercredi à Achgabat pour des discussions."),
    ("es", "El ministro de Exteriores de Irán llegó el miércoles a Asjabad para hablar del suministro de gas."),
    ("uz", "O'zbekiston prezidenti chorshanba kuni Dushanbega rasmiy tashrif bilan keldi."),
    ("kk", "Қазақстан сыртқы істер министрі Тегеранға жұмыс сапарымен келіп, келіссөз жүргізді."),
    ("az", "Azərbaycan xarici işlər naziri çərşənbə günü Tehrana səfər edib."),
    ("zh", "伊朗外交部长星期三抵达阿什哈巴德,就天然气供应问题举行会谈。"),
    ("tg", "Вазири корҳои хориҷии Тоҷикистон рӯзи чоршанбе ба Теҳрон омад ва гуфтушунид анҷом дод."),
    ("tk", "Türkmenistanyň daşary işler ministri çarşenbe güni Tährana geldi we gepleşikleri geçirdi."),
    ("pl", "Minister spraw zagranicznych Iranu przybył w środę do Aszchabadu na rozmowy o gazie."),
]
ENGLISH = [
    "TEHRAN (Caspian Wire) - Iran's foreign minister arrived in Ashgabat on Wednesday for talks on gas supplies.",
    "IRAN AND TURKMENISTAN AGREED ON WEDNESDAY TO RAISE THE VOLUME OF THE GAS SWAP WITH AZERBAIJAN",
    "Gurbanguly Berdimuhamedow and Ilham Aliyev inaugurated the Garabogazköl–Türkmenbaşy highway, said Türkmengaz.",
    "The minister said “Нет” and left for Nur-Sultan with Mukhtar Tleuberdi, Sirojiddin Muhriddin and Rashid Meredow.",
    "Qosim-Jomart Toqayev, Sadyr Japarov and Emomali Rahmon are expected to attend the summit in Cholpon-Ata.",
]
SHORT = [
    "Raisi, Berdimuhamedow meet in Ashgabat",
    "Turkey says no",
    "KYRGYZ PM IN TASHKENT",
    "Iran-Oman gas talks",
    "...",
    "",
]


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_other_languages_are_told(code: str, text: str) -> None:
    assert detect(text, Settings()).code == code


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert detect(text, Settings()).code == "en"


@pytest.mark.parametrize("text", SHORT)
def test_short_english_is_never_another_language(text: str) -> None:
    assert detect(text, Settings()).code in (None, "en")


@pytest.mark.parametrize("text", ["Переговоры отложены", "زيارة رسمية", "中伊签署协议", "Визит."])
def test_another_script_is_never_english(text: str) -> None:
    assert detect(text, Settings()).code not in (None, "en")


def test_certainty_is_a_probability() -> None:
    assert all(0 <= detect(text, Settings()).certainty <= 1 for _, text in OTHERS)

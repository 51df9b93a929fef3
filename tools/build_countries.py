"""Build src/jobscreen/lexicon/countries.json: names of countries in the languages we read, from Unicode CLDR (Babel).

Only names: which country an ad speaks of sets the wage that its pay is judged against; it is never evidence itself.
Run: python tools/build_countries.py
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

from jobscreen.lexicon.compiling import read_csv
from jobscreen.text.normalise import fold_phrase

TARGET = Path(__file__).parents[1] / "src/jobscreen/lexicon/countries.json"
LOCALES = [
    "en", "zh_Hans", "zh_Hant", "zh_Hant_HK", "vi", "th", "id", "ms", "fil", "km", "my", "lo", "hi", "bn", "ur", "ne", "si",
    "ta", "ko", "ja", "ru", "ar", "am", "sw", "pt", "es", "fr",
]  # fmt: skip
MORE = ["MO", "IT", "FR", "GB", "ES", "PT", "CA", "AU", "NZ", "NL", "PL", "GR", "CY", "MT", "GE", "AM", "SA", "QA", "KW",
        "OM", "BH", "IL", "MV", "BT", "BN", "TL", "GH", "RW", "NA", "TN", "DZ", "SN", "CI", "EC", "BO", "VE", "CL",
        "UA", "KG", "TJ", "MN", "JO", "LB"]  # fmt: skip
#: Everyday names that CLDR lacks; and names too common as ordinary words to be matched.
EXTRA = {
    "AE": ["UAE", "Dubai", "迪拜", "杜拜", "Uni Emirat Arab", "Abu Dhabi", "Emirates"],
    "KH": ["Campuchia", "Kampuchea", "Kamboja", "Cam pu chia", "Kambodia"], "MM": ["Burma", "Myanma", "Birma", "Miến Điện"],
    "TW": ["Taiwan", "Đài Loan", "台灣", "台湾", "臺灣"], "US": ["USA", "United States", "America", "Amerika"],
    "GB": ["UK", "England", "London", "英国", "英國"], "KR": ["Korea", "South Korea", "韩国", "韓國", "Hàn Quốc"],
    "HK": ["Hong Kong", "Hongkong", "香港", "Hồng Kông"], "MO": ["Macau", "Macao", "澳門", "澳门"],
    "PH": ["Phillipines", "Philipines", "Pilipinas"], "LA": ["Laos", "寮國", "老挝", "老撾"], "MY": ["马来", "馬來西亞", "大马"],
    "CN": ["mainland China", "Trung Quốc", "Tiongkok", "中国", "中國"], "VN": ["Vietnam", "Viet Nam"], "TH": ["泰國", "泰国"],
}  # fmt: skip
TOO_COMMON = {"chad", "mali", "niger", "jordan", "lao", "y", "georgia", "nga", "anh", "ao", "uc", "my", "duc",
              "phap", "han quoc", "bi", "ha lan", "inde"} - {"han quoc", "ha lan"}  # fmt: skip


def main() -> None:
    """Write the file."""
    codes = sorted({row["country"] for row in read_csv("wages.csv")} | set(MORE))
    names: dict[str, list[str]] = {}
    for code in codes:
        found = {Locale.parse(locale).territories.get(code) for locale in LOCALES}
        found |= set(EXTRA.get(code, []))
        names[code] = sorted(
            name.split("(")[0].strip() for name in found if name and fold_phrase(name) not in TOO_COMMON
        )
    text = json.dumps({"about": __doc__.splitlines()[0], "names": names}, ensure_ascii=False, indent=1)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(names)} countries")


if __name__ == "__main__":
    main()

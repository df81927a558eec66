"""Countries, peoples and languages, Danish and English. Danes, and faiths that many share, are not among them."""

from __future__ import annotations

from qualcode.disclosure.seen import each_word

_STEMS = each_word("""afgh afrik somali kurd palæst palest libanes libanon lebanes lebanon pakist marokk morocc alger tunes tunis egypt ægypt
    sudan eritre etiop ethiop nigeri niger ghanes ghanai kenya keny ugand tanzan rwand burund congo gambia seneg albani albansk
    kosov bosni serb kroat croat makedon maced montenegr rumæn romani bulgar ungar hungar litau lithuan letland lettisk latvia estland
    estisk eston rusland russ ukrain hviderus belarus georgi aserbajd azerba tjetj chechn tyrk turk irak iraq iran
    persisk perser arab kines chines japan vietnam thai filippin philipp indones malays singap bangla lanka tamil nepal
    tibet burma burmes myanmar rohing uigur mongol korea yemen jemen saudi emirat kuwait qatar bahrain israel
    yazid jezid yezid druser alevi ahmadi kopter koptisk assyr kaldæ armensk armenien armeni
    tysk german frankrig fransk french engelsk englænd britisk british irland irsk irish italien italian spani spansk portug
    græk græsk greek greece svensk sverige swed norsk norge nordm norweg finsk finland islandsk islænd iceland færø faroe
    grønlan grønlæn greenland dutch holland nederlan belgi schweiz swiss østrig austria tjekki czech slovak sloven
    amerika america canad mexic meksik brasil brazil chilen argentin colomb venezuel cuban cubansk haiti jamaic libysk libya
    zambi zimbab angol mozamb cameroon cameroun elfenben guine liberi togo benin sigøjner romaer romafamil
    hazara turkmen tadsjik usbek kirgis kasakh dagestan ingusj bhutan maldiv oromo amhara tigray""")
_WORDS = frozenset(
    each_word("""syrien syrisk syriske syrer syrere syreren syrerne syria syrian syrians indien indisk indiske inder indere inderen inderne
    india indian indians jordan jordansk jordanske jordaner jordanere jordanian polen polsk polske polak polakker poland polish
    kina kinesisk china peru peruansk peruvian cuba oman omansk mali malisk usa roma spain france germany ireland
    island england storbritannien skotland scotland wales mexico""")
)
_NOT = frozenset(
    each_word("turkis tyrkis turkise engelsktalende amerikanerbil thaimad arabesk russel russell romanen")
)
_ISLANDS = frozenset({"island"})


def names_people(word: str, *, language: str) -> bool:
    """Say whether a case-folded word names a country, a people or a language.

    Examples
    --------
    >>> [names_people(word, language="da") for word in ("syriske", "somalier", "inderst", "armen", "dansk")]
    [True, True, False, False, False]
    """
    if word in _NOT or (language == "en" and word in _ISLANDS):
        return False
    return word in _WORDS or word.startswith(_STEMS)

"""Words of talk that say nothing of the subject: small words, fillers, and what every interview is full of."""

from __future__ import annotations

from functools import lru_cache

_SPOKEN = {
    "da": """
        øh øhm øhh hmm hm mm mmm mhm mh ik ikk ikke' altså jo nå næ nej nejnej ja jaja jamen jep jah ok okay nemlig præcis netop
        ligesom sådan simpelthen egentlig faktisk bare lige lidt meget godt rigtig virkelig måske nok vel da sgu jo selvfølgelig
        selvom hvert fald ihvertfald stadigvæk sige siger sagde sagt snakke snakker snakket tale taler talt tænke tænker tænkt
        tænkte synes syntes tro tror troede mene mener vide ved vidste gøre gør gjorde gjort lave laver lavet lavede få får fik
        fået komme kommer kom kommet gå går gik gået tage tager tog taget se ser så set stå står stod sidde sidder sad have har
        havde haft være er var været blive bliver blev blevet skal skulle kan kunne vil ville må måtte bør burde plejer pleje
        prøve prøver prøvet finde finder fandt fundet give giver gav givet sætte sætter holde holder huske husker forstå
        forstår høre hører hørte hørt kende kender vise viser passe spørge spørger spurgte spurgt svare svarer
        kalde kalder hedde hedder ting noget nogen nogle gang gange måde måder del sted steder slags side sider type
        ene anden andet andre hele helt alt alle alting ingen intet ingenting mange mest mere flere fleste par god gode godt
        stor store lille små rigtige svær svært svære nem nemt vigtig vigtigt forskellig forskellige sidst sidste først første
        dag dage uge uger måned måneder år tid tiden gangen klokken dengang nu nogensinde tit ofte altid aldrig sommetider
        eksempel eksempelvis fx feks fordi derfor hvorfor hvordan hvornår hvad hvem hvor hvilken hvilke hvilket
        mig dig ham hende os jer dem min din sin mit dit sit mine dine sine vores jeres deres selv hinanden man én ene
        herinde derinde derude herude derned op ned ind ud hjem hjemme frem tilbage
        grine griner utydeligt pause navn person sted
        når overhovedet inde ude rundt nærmest helst hellere slet engang findes ligger ligge lægge lægger lagde løber løbe tak
        begge samme næste enkelt enkelte almindelig almindeligt helt vej vejen oppe nede undervejs
        mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september oktober
        november december anden tredje fjerde femte halv halvt halvanden halvandet elleve tolv tretten fjorten femten tredive
        fyrre halvtreds
        en to tre fire fem seks syv otte ni ti tyve hundrede tusind
    """,
    "en": """
        uh um erm er hmm hm mm mhm yeah yep yes no nope okay ok right well like just really actually basically literally kind sort
        know knows knew mean means meant think thinks thought say says said talk talks talked talking guess feel feels felt get
        gets got getting go goes going went gone come comes came make makes made take takes took see sees saw seen want wants
        thing things stuff something anything everything nothing someone anyone lot lots bit way ways part kinds times time
        good great big little different important able maybe probably sure course example because also even still always never
        often usually sometimes one two three four five six seven eight nine ten day days week weeks month months year years
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
        october november december eleven twelve twenty thirty hundred thanks
        people person laughs inaudible unclear pause
    """,
}
"""What people say in every interview, beyond spaCy's lists, which were made for writing."""


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """Return words that say nothing of the subject, in lower case; spaCy's for languages without a list of speech.

    Examples
    --------
    >>> {"altså", "øh", "ikke"} <= stop_words("da"), "tavshedspligt" in stop_words("da")
    (True, False)
    """
    return frozenset(_SPOKEN.get(language, "").split()) | _written(language)


def _written(language: str) -> frozenset[str]:
    from spacy.util import get_lang_class

    try:
        return frozenset(word.lower() for word in get_lang_class(language).Defaults.stop_words)
    except ImportError:  # spaCy has no such language: QC-NL02 says so where a study needs it
        return frozenset()

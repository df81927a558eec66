"""Words that tell what stands beside them: a person, a place, or an ordinary word. Danish, and some English.

They are closed classes of grammar and the usual words for kin, work and speech, so they live in code rather than in a
list that a study would edit.
"""

from __future__ import annotations

from qualcode.pseudonymise.wordlists import word_set, word_tuple

FIELDS = word_set(
    "navn navne fornavn efternavn kaldenavn kælenavn borger barn barnet interviewer referent deltager deltagere tolk kontakt name"
)
"""In front of a colon these announce a name: "Referent: …"."""

INSTITUTIONS = word_set(
    """skole skoles friskole privatskole realskole gymnasium gymnasiums efterskole ungdomsskole højskole
    folkeskole børnehave børnehus vuggestue sfo college seminarium school kommune kommunes boldklub
    boldklubs idrætsforening håndboldklub fodboldklub ungdomsklub fritidsklub juniorklub krisecenter
    sygehus hospital plejehjem plejecenter moské moske kirke bibliotek politi politistation byret
    familiecenter værested boligforening boligselskab kulturforening kulturcenter medborgerhus lægehus
    taxa grill pizzaria kro fjord havn museum stadion centrum station sogn"""
)
"""What stands behind the name of a place or a person and makes the whole an institution."""

TITLES = word_set(
    "hr herr fru frk frøken dr doktor prof professor mr mrs ms miss sir madam sheikh sheik mullah hadji"
)

KIN = word_set(
    """mor mors moren moderen mamma far fars faren faderen papa søster søsteren søstrene søstre bror broren
    broderen brødrene brødre lillesøster lillesøsteren storesøster storesøsteren storebror storebroren
    lillebror lillebroren halvbror halvsøster tvillingesøster tvillingebror onkel onklen tante tanten
    faster fasteren moster mosteren fætter fætteren kusine kusinen niece niecen nevø nevøen datter
    datteren døtrene søn sønnen sønnerne barn barnet kone konen hustru hustruen mand manden ægtemand
    ægtemanden ægtefælle ægtefællen kæreste kæresten ekskæreste ekskæresten eksmand eksmanden forlovede
    ven vennen veninde veninden kammerat kammeraten klassekammerat pige pigen dreng drengen kvinde kvinden
    svoger svogeren svigerinde svigerinden svigermor svigermoren svigerfar svigerfaren svigersøn
    svigerdatter stedfar stedfaren stedmor stedmoren plejemor plejemoren plejefar plejefaren bedstemor
    bedstemoren bedstefar bedstefaren farmor mormor farfar morfar nabo naboen roommate mother father
    sister brother aunt uncle cousin daughter son wife husband friend girlfriend boyfriend girl boy"""
)

ROLES = word_set(
    """leder lederen afdelingsleder afdelingslederen teamleder teamlederen skoleleder skolelederen chef
    chefen kollega kollegaen medarbejder medarbejderen sagsbehandler sagsbehandleren rådgiver rådgiveren
    socialrådgiver socialrådgiveren familierådgiver myndighedsrådgiver pædagog pædagogen lærer læreren
    klasselærer klasselæreren psykolog psykologen læge lægen sygeplejerske sygeplejersken
    sundhedsplejerske sundhedsplejersken betjent betjenten politibetjent advokat advokaten tolk tolken
    mentor mentoren konsulent konsulenten koordinator koordinatoren kontaktperson kontaktpersonen
    støtteperson støttepersonen vejleder vejlederen praktikant praktikanten imam imamen præst præsten
    borger borgeren klient klienten elev eleven makker makkeren chauffør chaufføren formand formanden
    direktør direktøren familiebehandler interviewer interviewet informant deltager teacher psychologist
    doctor nurse colleague client"""
)

NAMING = word_set(
    """hedder hed hedde heddet kaldes kaldt kaldet kaldte kalder navnet navn døbt alias kaldenavn kælenavn
    øgenavn named called"""
)
# "hedder det", "kalder vi": words that come between the verb and the name.
NAMING_FILLERS = word_set(
    "vi de dem jeg man ham hende hun han den det bare jo altså nu også så vist for lige nok"
)

PERSON_VERBS = word_set(
    """sagde siger spurgte spørger svarede svarer ringede ringer skrev skriver fortalte fortæller mente mener
    synes syntes græd græder grinede griner råbte råber hviskede smilede kiggede kigger løb gik går kom
    kommer tog tager sad sidder stod står boede bor arbejdede arbejder flyttede flytter elskede elsker
    hadede nægtede nægter ønskede ønsker mødte møder hjalp hjælper overtog slog slår truede truer flygtede
    flygter forlod stak begyndte prøvede prøver lukkede sendte hentede kørte kører viste gav giver lagde
    ville turde troede tror vidste ved kendte kender husker glemte lovede bad beder snakkede snakker talte
    taler lyttede hørte mistede fandt købte solgte døde lever giftede underrettede kontaktede besøgte
    inviterede hilste hedder hed tænkte tænker følte føler arbejdede deltog foreslog forklarede forklarer
    undrede kunne said says asked told went came called wrote cried lives lived works worked thinks
    thought wanted wants"""
)

COMMON_VERBS = word_set(
    """er var bliver blev har havde kan skal skulle vil må måtte får fik gør gjorde bør burde lå ligger is
    was has had will would can could"""
)

VERBS = PERSON_VERBS | COMMON_VERBS
SAYING_VERBS = word_set(
    "sagde siger spurgte spørger svarede svarer mente mener fortalte fortæller råbte skrev ringede said asked told"
)

MODALS = word_set("at kan kunne skal skulle vil ville må måtte bør burde tør turde lad to")

DETERMINERS = word_set(
    """en et den det de denne dette disse min mit mine din dit dine sin sit sine vores vor jeres deres hans
    hendes dens nogen noget nogle ingen intet enhver ethvert hver hvert al alt alle hele meget mange få
    flere mere lidt stor store lille små god godt gode ny nyt nye gammel gamle samme egen eget egne anden
    andet andre sådan slags første anden tredje the a an this that these those no some any every"""
)

PREPOSITIONS = word_set(
    "i på fra til ved med hos om for af mod over under efter før uden gennem omkring mellem blandt imod nær langs per in "
    "at from to with by near"
)

PLACE_PREPOSITIONS = word_set("i fra til ved gennem omkring nær langs uden indtil mod over in from near")
IN_PLACE = word_set("i ved gennem omkring nær langs in near through")

OBJECTS = word_set("mig dig ham hende den det os jer dem sig me him her us them you")
OBJECT_PRONOUNS = word_set("mig dig ham hende jer dem sig")
PERSON_PRONOUNS = word_set("ham hende han hun mig dig sig jeg")
SUBJECTS = word_set("jeg du han hun vi i de man der som den det hvem")
CONJUNCTIONS = word_set(
    "og eller men at så da når hvis fordi som der for mens indtil siden selvom om og and or but that when"
)
TOGETHER = word_set("og eller samt and or")
YEARS = word_set("år års måneder måned year years")
RANKS = word_set("yngste ældste næstældste næstyngste mellemste eneste mindste største")

FUNCTION_WORDS = (
    CONJUNCTIONS | PREPOSITIONS | SUBJECTS | OBJECTS | COMMON_VERBS | PERSON_VERBS
    | word_set("ikke også jo nok altså bare lige nu da her der hvor hvad igen sammen selv derfra derefter hver hele alene ind ud "
           "op ned hjem tilbage i dag går")
)  # fmt: skip

NEVER_NAMES = (
    FUNCTION_WORDS
    | DETERMINERS
    | KIN
    | ROLES
    | TITLES
    | word_set(
        "ja nej jo jamen altså okay tak nå nåh netop nemlig præcis måske selvfølgelig sådan faktisk egentlig"
    )
)
"""Words of grammar and talk: no capital makes a person of them."""

PARTICLES = word_set(
    "al el bin ibn bint abu abou umm um abd abdul van von der den de da dos di la le ben ould mac mc san"
)
NAME_PREFIXES = ("al-", "el-", "abd-", "abdul-", "abdel-", "ibn-", "bin-", "abu-", "umm-")

CALLED_FOR = (
    "modellen",
    "metoden",
    "dommen",
    "konventionen",
    "loven",
    "reformen",
    "aftalen",
    "skalaen",
    "testen",
)
"""A place or a name in front of these names a thing that everybody knows: "Istanbul-konventionen"."""

_ORDINARY_STEMS = word_tuple(
    """erne ingen inger elsen elser heden heder tionen tioner tion ismen skabet loven modellen metoden dommen
    konventionen afdelingen forvaltningen kontoret centret centeret teamet gruppen udvalget styrelsen
    ministeriet ministeren rådet nævnet retten planen linjen politiet tilsynet instansen programmet
    projektet skemaet vejledningen uddannelsen foreningen forbundet samtalen enheden området huset
    arbejdet rådgivning bekendtgørelsen reformen aftalen krisen sagen møde mødet dag dagen ugen måneden
    året tiden folk børn unge kvinder mænd familien kommunen nummer dato adresse navn kode agtig agtige
    agtigt mæssig mæssige ninger else hed skab isk iske lig lige ligt vis vist somt ende ede erede eret
    listen fonden banken salen demokratiet demokrater demokraterne partiet opfølgning bevilling ordning
    prognose forslag aftale råd nævn fond område tillæg repræsentant medarbejder konsulent koordinator
    rådgiver leder lærer"""
)
ORDINARY_ENDINGS = _ORDINARY_STEMS + tuple(ending + "s" for ending in _ORDINARY_STEMS)
"""How Danish nouns, adjectives and verbs end and names do not: a capital on such a word is a start or a habit."""

RARE_PEOPLES = word_tuple(
    """hazara yazidi jezidi yezidi êzîdî druser drusisk assyrer assyrisk arameer aramæ kaldeer kaldæ mandæ
    sabæ kopter koptisk maronit tjetjen ingusj dagestan uigur rohingya turkmen tadsjik usbek kirgis baloch
    belutsj ahmadiyya ismaili zoroastr bahai bidoon zaza feyli shabak kakai bantu midgan bajuni benadir
    oromo amhara tigray dinka nuer tutsi hutu banyamulenge romaer sigøjner ashkali goranere bosniak torbesh
    pomak kachin hmong lhotshampa bhutan tibetan mongoler mongolsk georgier georgisk armener armensk aserbajdsjan surinam
    maldiv"""
)
"""How peoples begin of which few families live in one municipality."""

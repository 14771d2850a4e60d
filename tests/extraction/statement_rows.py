"""Sentences with the statements they hold: (source words, cue, content, kind); words "" for a statement that only goes on."""

Row = tuple[str, list[tuple[str, str, str, str]]]

CLAUSES: list[Row] = [
    (
        "Norway said that the fisheries talks would resume in May.",
        [("Norway", "said", "the fisheries talks would resume in May", "indirect")],
    ),
    (
        "Portugal's foreign minister argues the treaty is outdated.",
        [("Portugal's foreign minister", "argues", "the treaty is outdated", "indirect")],
    ),
    (
        "The ferry line will reopen next year, the Danish government announced.",
        [("the Danish government", "announced", "The ferry line will reopen next year", "indirect")],
    ),
    (
        "The embassy told reporters that two diplomats had been expelled.",
        [("The embassy", "told", "two diplomats had been expelled", "indirect")],
    ),
    ("Oslo denies that it delayed the permit.", [("Oslo", "denies", "it delayed the permit", "indirect")]),
    (
        "Officials in Brussels warned that the grain deal could collapse.",
        [("Officials in Brussels", "warned", "the grain deal could collapse", "indirect")],
    ),
    (
        "Canada has acknowledged that its envoy left Ottawa in June.",
        [("Canada", "acknowledged", "its envoy left Ottawa in June", "indirect")],
    ),
    ("Mexico informed Chile that the pact had expired.", [("Mexico", "informed", "the pact had expired", "indirect")]),
    (
        "The ministry insists the bridge is safe and that traffic will not be stopped.",
        [("The ministry", "insists", "the bridge is safe and that traffic will not be stopped", "indirect")],
    ),
    (
        "The navy said it had turned back three boats, adding that no shots were fired.",
        [
            ("The navy", "said", "it had turned back three boats", "indirect"),
            ("The navy", "adding", "no shots were fired", "indirect"),
        ],
    ),
    (
        "The president visited Lima and said that the port would be enlarged.",
        [("The president", "said", "the port would be enlarged", "indirect")],
    ),
    (
        "The envoy, who said that talks were close, left on Friday.",
        [("The envoy", "said", "talks were close", "indirect")],
    ),
    (
        "A survey found that most Finns support the alliance.",
        [("A survey", "found", "most Finns support the alliance", "indirect")],
    ),
    (
        "Greece and Cyprus said that drilling must stop.",
        [("Greece", "said", "drilling must stop", "indirect"), ("Cyprus", "said", "drilling must stop", "indirect")],
    ),
    (
        "As the Swedish prime minister put it, the border will stay open.",
        [("the Swedish prime minister", "put", "the border will stay open", "indirect")],
    ),
    (
        "The minister went on to say that the fleet would be halved.",
        [("The minister", "say", "the fleet would be halved", "indirect")],
    ),
]

BELIEFS: list[Row] = [
    (
        "Australia believes that the reef treaty will be signed.",
        [("Australia", "believes", "the reef treaty will be signed", "indirect")],
    ),
    (
        "Some German analysts think the sanctions have failed.",
        [("Some German analysts", "think", "the sanctions have failed", "indirect")],
    ),
    (
        "Jakarta fears that the canal would divert trade.",
        [("Jakarta", "fears", "the canal would divert trade", "indirect")],
    ),
    (
        "Peru sees itself as the natural bridge to Asia.",
        [("Peru", "sees", "itself as the natural bridge to Asia", "indirect")],
    ),
    (
        "Ireland regards the protocol as a threat to trade.",
        [("Ireland", "regards", "the protocol as a threat to trade", "indirect")],
    ),
    (
        "Poland does not believe that the pipeline is needed.",
        [("Poland", "believe", "the pipeline is needed", "indirect")],
    ),
    (
        "The Belgian commander is convinced that the truce will hold.",
        [("The Belgian commander", "convinced", "the truce will hold", "indirect")],
    ),
    ("Diplomats are confident that a deal is near.", [("Diplomats", "confident", "a deal is near", "indirect")]),
    (
        "The assessment in Vienna is that the talks are doomed.",
        [("Vienna", "assessment", "the talks are doomed", "indirect")],
    ),
    (
        "Bolivia's claim that the river was diverted angered its neighbours.",
        [("Bolivia", "claim", "the river was diverted", "indirect")],
    ),
    (
        "The general expressed confidence that the border would stay quiet.",
        [("The general", "confidence", "the border would stay quiet", "indirect")],
    ),
]

ACCORDING: list[Row] = [
    (
        "According to the Dutch navy, the ship sank within minutes.",
        [("the Dutch navy", "According to", "the ship sank within minutes", "indirect")],
    ),
    (
        "The ship sank within minutes, according to the Dutch navy.",
        [("the Dutch navy", "according to", "The ship sank within minutes", "indirect")],
    ),
    (
        "In the words of the Polish premier, the wall is a mistake.",
        [("the Polish premier", "words", "the wall is a mistake", "indirect")],
    ),
    ("In Madrid's view, the fence is legal.", [("Madrid", "view", "the fence is legal", "indirect")]),
    (
        "Exports doubled, according to Spain and Portugal.",
        [
            ("Spain", "according to", "Exports doubled", "indirect"),
            ("Portugal", "according to", "Exports doubled", "indirect"),
        ],
    ),
]

ASIDES: list[Row] = [
    (
        "The two navies, the admiral said, will train together every spring.",
        [("the admiral", "said", "The two navies, the admiral said, will train together every spring", "indirect")],
    ),
    (
        "The canal, officials say, is nearly finished.",
        [("officials", "say", "The canal, officials say, is nearly finished", "indirect")],
    ),
    (
        "Talks will go on, said Anna Lindqvist, the Swedish trade minister.",
        [("Anna Lindqvist, the Swedish trade minister", "said", "Talks will go on", "indirect")],
    ),
]

QUOTED: list[Row] = [
    (
        '"The port is open to everyone," the harbour master said.',
        [("the harbour master", "said", "The port is open to everyone", "direct")],
    ),
    (
        'The harbour master said: "The port is open to everyone."',
        [("The harbour master", "said", "The port is open to everyone", "direct")],
    ),
    (
        "“The port is open to everyone,” said the harbour master.",
        [("the harbour master", "said", "The port is open to everyone", "direct")],
    ),
    (
        "‘The port is open to everyone,’ the harbour master said.",
        [("the harbour master", "said", "The port is open to everyone", "direct")],
    ),
    (
        "«The port is open to everyone», the harbour master said.",
        [("the harbour master", "said", "The port is open to everyone", "direct")],
    ),
    (
        '"The port is open," Costa said, "but the road is closed to trucks."',
        [("Costa", "said", "The port is open", "direct"), ("", "", "but the road is closed to trucks", "direct")],
    ),
    (
        '"The port is open to everyone," Costa said. "The road is closed to trucks until spring."',
        [
            ("Costa", "said", "The port is open to everyone", "direct"),
            ("", "", "The road is closed to trucks until spring", "direct"),
        ],
    ),
    (
        '"The port is open. The road is closed. We wait," Costa told the council.',
        [("Costa", "told", "The port is open. The road is closed. We wait", "direct")],
    ),
    (
        "“The port is open.\n\n“The road is closed to trucks,” Costa said.",
        [("Costa", "said", "The port is open.\n\n“The road is closed to trucks", "direct")],
    ),
    (
        'Costa called the tariff "a gift to smugglers" and left.',
        [("Costa", "called", 'the tariff "a gift to smugglers"', "mixed")],
    ),
    (
        'Kenya said the border post was "open for business at all hours."',
        [("Kenya", "said", 'the border post was "open for business at all hours."', "mixed")],
    ),
    (
        'Kenya said the post is open. "No truck waits longer than a day," it added.',
        [
            ("Kenya", "said", "the post is open", "indirect"),
            ("it", "added", "No truck waits longer than a day", "direct"),
        ],
    ),
    (
        "The minister told the council that “the road will be paved, whatever it costs us.”",
        [("The minister", "told", "the road will be paved, whatever it costs us", "direct")],
    ),
]

SPEECH_ACTS: list[Row] = [
    ("Chile vowed to defend its waters.", [("Chile", "vowed", "to defend its waters", "indirect")]),
    ("India promised to send two ships.", [("India", "promised", "to send two ships", "indirect")]),
    ("Japan urged both sides to return to talks.", [("Japan", "urged", "both sides to return to talks", "indirect")]),
    ("Canada called on Peru to open its market.", [("Canada", "called", "Peru to open its market", "indirect")]),
]

ROWS = [*CLAUSES, *BELIEFS, *ACCORDING, *ASIDES, *QUOTED, *SPEECH_ACTS]

# (text, source id, outlets that relay)
RELAYED: list[tuple[str, str, tuple[str, ...]]] = [
    ("The Norwegian foreign minister told Reuters that the talks had failed.", "NOR.foreign_minister", ("reuters",)),
    ("Norway told Sweden that the talks had failed, according to Reuters.", "NOR", ("reuters",)),
    (
        "TASS cited the Norwegian foreign minister as saying that the talks had failed.",
        "NOR.foreign_minister",
        ("tass",),
    ),
    (
        "The Norwegian foreign minister was quoted by TASS as saying that the talks had failed.",
        "NOR.foreign_minister",
        ("tass",),
    ),
    ("Yonhap, quoting KCNA, said that the army had moved north.", "kcna", ("yonhap",)),
    (
        "TASS reported, citing the Norwegian foreign minister, that the talks had failed.",
        "NOR.foreign_minister",
        ("tass",),
    ),
    ("Reuters reported that Norway said the talks had failed.", "NOR", ("reuters",)),
    ("Tasnim says the road is open.", "tasnim", ()),
]

WITHOUT = [
    "The two presidents met in Lisbon on Tuesday.",
    "Brazil exported more soy than ever last year.",
    "The ferry sank off the coast within an hour.",
    "Turkey wants to build a second canal.",
    "Japan hopes to sign the treaty in spring.",
    "Spain plans to send three ships.",
    "The minister arrived in Cairo for talks.",
    'The so-called "green" corridor opened in June.',
    'The film "A Winter in Oslo" won three prizes.',
    'The exercise, named "Steel Wind", lasted a week.',
    "Kenya and Uganda signed an agreement on cattle.",
    'The bank\'s "crisis fund" is empty.',
    "She read the report on the train.",
    "The committee found the documents in a cellar.",
    "The pilot saw the island from the air.",
    "Troops crossed the river at dawn.",
    "The bridge, which was built in 1932, collapsed.",
    "The delegation will travel to Accra next week.",
    "A storm closed the port for two days.",
    "He thinks slowly and speaks little.",
    "The price of wheat rose by four percent.",
    "Parliament adopted the budget with a large majority.",
    "The army and the navy train together every spring.",
    "Chad closed its border with Sudan.",
    "It is clear that the road needs repair.",
    "There is no doubt that the climate is changing.",
    "It should be noted that the sea is shallow here.",
    "Whoever wins the vote will form a cabinet.",
    "The visit shows how close the two navies are.",
    "The court held its session in the old town hall.",
    "The law states no penalty.",
    "The ship is known as the Pearl of the Gulf.",
    "The oldest port of the region is said to be Aden.",
    "Reportedly, the pipeline leaks.",
    "The tanker's captain answered the radio.",
    "The company added two ships to its fleet.",
    "The army ruled the country for ten years.",
    "The two rivers meet at Khartoum.",
    "The guard pointed at the gate.",
    "The court will rule in March.",
    "The agency published a map of the reef.",
    "Divers found the wreck at a depth of sixty metres.",
    "The team proved too strong for its rivals.",
    "The ambassador presented his papers on Monday.",
    "The president received the credentials of six envoys.",
    'The island is home to "blue" foxes.',
    "The summit will be held in Nairobi.",
    "If the dam breaks, the valley will flood.",
    "The crew did not answer.",
    "The minister declined to comment.",
    "The prime minister is opening up about his plans.",
    "The mayor chided the council.",
    "Exports to Asia grew while imports shrank.",
    "The treaty entered into force in 1994.",
    "The foreign ministry has a new building.",
    "Ten people were hurt in the blast.",
    "The envoy shook hands with the rebels.",
    "The president's trip to Quito was cancelled.",
    "Iceland has no army.",
    "The contract covers oil, gas and coal.",
]

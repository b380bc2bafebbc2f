//! Names of people, places and companies for sample records.

/// People's names that go together.
pub struct Locale {
    pub first: [&'static str; 12],
    pub last: [&'static str; 16],
}

/// By the index that [`Country::locale`] holds.
pub const LOCALES: [Locale; 10] = [
    Locale {
        first: ["Katrin", "Jürgen", "Lukas", "Sabine", "Björn", "Greta", "Matthias", "Friederike", "Tobias", "Annika", "Stefan", "Ulrike"],
        last: ["Müller", "Vogel", "Schäfer", "Grünwald", "Weiß", "Köhler", "Brandt", "Lindner", "Baumann", "Krüger", "Hoffmann", "Winkler", "Seidel", "Arnold", "Böhm", "Richter"],
    },
    Locale {
        first: ["Camille", "Élodie", "Théo", "Margaux", "Loïc", "Benoît", "Clémence", "Antoine", "Maëlle", "Hugo", "Sylvie", "Yann"],
        last: [
            "Laurent",
            "Lefèvre",
            "Garnier",
            "Béranger",
            "Moreau",
            "Dubois",
            "Chevalier",
            "Fournier",
            "Rousseau",
            "Marchand",
            "Gauthier",
            "Perrin",
            "Leclerc",
            "Bonnet",
            "Tremblay",
            "Gagnon",
        ],
    },
    Locale {
        first: ["Lucía", "Álvaro", "Mateo", "Inés", "Íñigo", "Sofía", "Carmen", "Diego", "Pilar", "Joaquín", "Valeria", "Andrés"],
        last: [
            "Ferrer",
            "Núñez",
            "Ibáñez",
            "Castaño",
            "Peña",
            "Rubio",
            "Vázquez",
            "Ortega",
            "Herrera",
            "Domínguez",
            "Salazar",
            "Cordero",
            "Aguilar",
            "Iglesias",
            "Medina",
            "Santos",
        ],
    },
    Locale {
        first: ["Ana", "João", "Inês", "Tiago", "Conceição", "Luís", "Beatriz", "Rui", "Mariana", "Gonçalo", "Helena", "Duarte"],
        last: [
            "Ribeiro",
            "Gonçalves",
            "Magalhães",
            "Simões",
            "Araújo",
            "Brandão",
            "Teixeira",
            "Falcão",
            "Carvalho",
            "Moreira",
            "Antunes",
            "Lourenço",
            "Pacheco",
            "Figueiredo",
            "Barros",
            "Nogueira",
        ],
    },
    Locale {
        first: ["Katarzyna", "Łukasz", "Małgorzata", "Paweł", "Zofia", "Wojciech", "Agnieszka", "Marek", "Joanna", "Tomasz", "Ewa", "Krzysztof"],
        last: [
            "Nowak",
            "Wójcik",
            "Kowalczyk",
            "Mazur",
            "Krawczyk",
            "Woźniak",
            "Sikora",
            "Pająk",
            "Zieliński",
            "Dąbrowski",
            "Kamiński",
            "Lis",
            "Ostrowski",
            "Baran",
            "Głowacki",
            "Urban",
        ],
    },
    Locale {
        first: ["Emre", "Ayşe", "Çağla", "Oğuz", "Elif", "Gökhan", "Zeynep", "Kerem", "Selin", "Burak", "Defne", "Mert"],
        last: ["Aydın", "Yılmaz", "Öztürk", "Şahin", "Çelik", "Koç", "Güneş", "Erdem", "Kaya", "Arslan", "Doğan", "Polat", "Tekin", "Yıldız", "Acar", "Bulut"],
    },
    Locale {
        first: ["Henrik", "Ingrid", "Mikkel", "Åsa", "Søren", "Liv", "Astrid", "Jonas", "Maja", "Erik", "Freja", "Lars"],
        last: [
            "Solberg",
            "Lindqvist",
            "Holm",
            "Ødegård",
            "Bjørnstad",
            "Åkesson",
            "Nygård",
            "Sørensen",
            "Dahl",
            "Haugen",
            "Ekström",
            "Berglund",
            "Kristensen",
            "Lund",
            "Strand",
            "Moen",
        ],
    },
    Locale {
        first: ["Aoife", "Liam", "Grace", "Owen", "Hannah", "Noah", "Ciara", "Daniel", "Megan", "Patrick", "Claire", "Thomas"],
        last: [
            "Kelleher",
            "O'Brien",
            "Whitfield",
            "Carter",
            "Hughes",
            "Sinclair",
            "Brooks",
            "Nolan",
            "Fletcher",
            "Doyle",
            "Bennett",
            "Harper",
            "Lawson",
            "Murray",
            "Quinn",
            "Ellison",
        ],
    },
    Locale {
        first: ["Adaeze", "Chidi", "Kwame", "Ngozi", "Tunde", "Efua", "Folake", "Emeka", "Amina", "Kofi", "Zainab", "Segun"],
        last: ["Nwosu", "Okafor", "Mensah", "Adeyemi", "Balogun", "Owusu", "Eze", "Boateng", "Okonkwo", "Adebayo", "Lawal", "Asante", "Chukwu", "Oyelaran", "Danso", "Ibrahim"],
    },
    Locale {
        first: ["Yuki", "Haruto", "Aiko", "Kenji", "Sakura", "Ren", "Naoko", "Daichi", "Emi", "Takumi", "Mei", "Shinji"],
        last: ["Tanaka", "Satō", "Watanabe", "Itō", "Kobayashi", "Fujimoto", "Ōno", "Hayashi", "Mori", "Nakamura", "Shimizu", "Ueda", "Kimura", "Endō", "Yamazaki", "Okada"],
    },
];

/// A country that customers come from.
pub struct Country {
    pub code: &'static str,
    pub region: &'static str,
    pub dial: &'static str,
    pub zone: &'static str,
    pub language: &'static str,
    pub locale: usize,
    pub cities: [&'static str; 3],
    /// Its companies are looked after by the Americas team.
    pub americas: bool,
}

const fn country(code: &'static str, region: &'static str, dial: &'static str, zone: &'static str, language: &'static str, locale: usize, cities: [&'static str; 3]) -> Country {
    Country { code, region, dial, zone, language, locale, cities, americas: false }
}

const fn american(mut country: Country) -> Country {
    country.americas = true;
    country
}

/// The countries, those with more business more than once.
pub const COUNTRIES: [Country; 22] = [
    country("DE", "DACH", "+49", "Europe/Berlin", "de", 0, ["Hamburg", "München", "Köln"]),
    country("DE", "DACH", "+49", "Europe/Berlin", "de", 0, ["Leipzig", "Nürnberg", "Berlin"]),
    country("AT", "DACH", "+43", "Europe/Vienna", "de", 0, ["Wien", "Graz", "Linz"]),
    country("CH", "DACH", "+41", "Europe/Zurich", "de", 0, ["Zürich", "Basel", "Bern"]),
    country("FR", "Western Europe", "+33", "Europe/Paris", "fr", 1, ["Lyon", "Nantes", "Paris"]),
    country("BE", "Western Europe", "+32", "Europe/Brussels", "fr", 1, ["Liège", "Namur", "Bruxelles"]),
    country("ES", "Southern Europe", "+34", "Europe/Madrid", "es", 2, ["Bilbao", "Málaga", "Madrid"]),
    country("PT", "Southern Europe", "+351", "Europe/Lisbon", "pt", 3, ["Porto", "Lisboa", "Braga"]),
    country("PL", "Eastern Europe", "+48", "Europe/Warsaw", "pl", 4, ["Kraków", "Gdańsk", "Łódź"]),
    country("TR", "Middle East", "+90", "Europe/Istanbul", "tr", 5, ["İzmir", "Ankara", "Bursa"]),
    country("NO", "Nordics", "+47", "Europe/Oslo", "nb", 6, ["Bergen", "Oslo", "Tromsø"]),
    country("SE", "Nordics", "+46", "Europe/Stockholm", "sv", 6, ["Malmö", "Göteborg", "Uppsala"]),
    country("DK", "Nordics", "+45", "Europe/Copenhagen", "da", 6, ["Aarhus", "Odense", "København"]),
    country("IE", "Western Europe", "+353", "Europe/Dublin", "en", 7, ["Cork", "Galway", "Dublin"]),
    country("GB", "Western Europe", "+44", "Europe/London", "en", 7, ["Leeds", "Bristol", "Glasgow"]),
    country("NG", "Africa", "+234", "Africa/Lagos", "en", 8, ["Lagos", "Abuja", "Ibadan"]),
    country("JP", "Asia", "+81", "Asia/Tokyo", "ja", 9, ["Ōsaka", "Kyōto", "Yokohama"]),
    american(country("US", "North America", "+1", "America/New_York", "en", 7, ["Boston", "Atlanta", "Pittsburgh"])),
    american(country("US", "North America", "+1", "America/Chicago", "en", 7, ["Austin", "Chicago", "Denver"])),
    american(country("CA", "North America", "+1", "America/Toronto", "fr", 1, ["Montréal", "Québec", "Ottawa"])),
    american(country("MX", "Latin America", "+52", "America/Mexico_City", "es", 2, ["Mérida", "Querétaro", "León"])),
    american(country("BR", "Latin America", "+55", "America/Sao_Paulo", "pt", 3, ["Curitiba", "São Paulo", "Recife"])),
];

/// What companies are called before what they do.
pub const STEMS: [&str; 60] = [
    "Nordlys",
    "Mistral",
    "Kaito",
    "Pallas",
    "Quillan",
    "Copperline",
    "Aurora",
    "Fjord",
    "Tessera",
    "Halcyon",
    "Brightwater",
    "Corvus",
    "Dunmore",
    "Elbe",
    "Fennec",
    "Granite",
    "Harbour",
    "Ibis",
    "Juniper",
    "Kestrel",
    "Lumen",
    "Meridian",
    "Northgate",
    "Octavia",
    "Perennial",
    "Quarry",
    "Redwood",
    "Saffron",
    "Tidewell",
    "Umber",
    "Vantage",
    "Westmark",
    "Xylo",
    "Yarrow",
    "Zephyr",
    "Alder",
    "Basalt",
    "Cedar",
    "Delta",
    "Ember",
    "Flint",
    "Gale",
    "Hollow",
    "Iris",
    "Jasper",
    "Kiln",
    "Larch",
    "Moss",
    "Nimbus",
    "Orchard",
    "Pine",
    "Quartz",
    "Ridge",
    "Sable",
    "Terra",
    "Upland",
    "Verde",
    "Willow",
    "Yonder",
    "Zenith",
];

/// What companies do: an industry, and how it shows in their names.
pub const SECTORS: [(&str, &str); 24] = [
    ("Energy", "Energi"),
    ("Energy", "Power"),
    ("Textiles", "Textiles"),
    ("Logistics", "Logistics"),
    ("Logistics", "Freight"),
    ("Insurance", "Insurance"),
    ("Food", "Foods"),
    ("Banking", "Bank"),
    ("Health", "Health"),
    ("Health", "Clinics"),
    ("Machinery", "Maschinenbau"),
    ("Machinery", "Tools"),
    ("Software", "Software"),
    ("Software", "Labs"),
    ("Retail", "Retail"),
    ("Retail", "Market"),
    ("Construction", "Bau"),
    ("Construction", "Builders"),
    ("Education", "Academy"),
    ("Media", "Media"),
    ("Telecommunications", "Telecom"),
    ("Chemicals", "Chemicals"),
    ("Travel", "Travel"),
    ("Agriculture", "Farms"),
];

/// Job title, department, seniority.
pub const TITLES: [(&str, &str, &str); 18] = [
    ("Chief Executive Officer", "Management", "C-level"),
    ("Chief Operating Officer", "Operations", "C-level"),
    ("Chief Financial Officer", "Finance", "C-level"),
    ("VP Sales", "Sales", "VP"),
    ("VP Operations", "Operations", "VP"),
    ("Head of IT", "IT", "Head"),
    ("Head of Marketing", "Marketing", "Head"),
    ("Head of Procurement", "Procurement", "Head"),
    ("Director of Operations", "Operations", "Director"),
    ("Sales Manager", "Sales", "Manager"),
    ("Marketing Manager", "Marketing", "Manager"),
    ("IT Manager", "IT", "Manager"),
    ("Operations Manager", "Operations", "Manager"),
    ("Buyer", "Procurement", "Staff"),
    ("Systems Administrator", "IT", "Staff"),
    ("Business Analyst", "Operations", "Staff"),
    ("Controller", "Finance", "Staff"),
    ("Assistant to the Board", "Management", "Staff"),
];

/// Countries as people type them when they mistype them.
pub const NO_COUNTRIES: [&str; 5] = ["Atlantis", "n/a", "??", "Europe", "Neverland"];

/// A letter without its marks, for addresses; what has no plain form is left out.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' => out.push('a'),
            'ä' => out.push_str("ae"),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ó' | 'ô' | 'õ' | 'ō' | 'ø' => out.push('o'),
            'ö' => out.push_str("oe"),
            'ú' | 'ù' | 'û' => out.push('u'),
            'ü' => out.push_str("ue"),
            'ç' | 'ć' => out.push('c'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ñ' | 'ń' => out.push('n'),
            'ş' | 'ś' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ź' | 'ż' => out.push('z'),
            'ą' => out.push('a'),
            'ę' => out.push('e'),
            ' ' | '-' if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Languages as BCP 47 names them.
package enum LanguageTag {
  /// The tag for what a source wrote: a tag (`en`, `zh-hant-TW`), a code of ISO 639 in two or three letters
  /// (`eng`, `ger`), a name in English or in the language itself, or an authority's address
  /// (`…/authority/language/ENG`, `id.loc.gov/vocabulary/iso639-1/en`).
  ///
  /// - Returns: `nil` for what is no language that is known; three letters that are no code of the table
  ///   are taken for one of ISO 639-3's seven thousand only with `allowingRare`.
  package static func tag(for text: String, allowingRare: Bool = true) -> String? {
    var bare = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if bare.hasPrefix("http"), let slash = bare.lastIndex(where: { $0 == "/" || $0 == "#" }) {
      bare = String(bare[bare.index(after: slash)...])
    }
    if bare.isEmpty || noLanguage.contains(bare) { return nil }
    if let code = byName[bare] { return code }
    let parts = bare.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map(String.init)
    guard let primary = parts.first, let code = primaryCode(primary, allowingRare: allowingRare) else {
      return nil
    }
    guard parts.count <= 4, parts.dropFirst().allSatisfy(isSubtag) else { return nil }
    return ([code] + parts.dropFirst().map(cased)).joined(separator: "-")
  }

  /// The English name of a two-letter code: `Norwegian` for `no`; `nil` for others.
  package static func name(of code: String) -> String? { names[code] }

  /// The code of ISO 639-2 for a tag of nothing but two letters: `eng` for `en`; `nil` for others.
  package static func threeLetterCode(of tag: String) -> String? { threeLetterCodes[tag] }

  // MARK: - Tags

  private static let noLanguage: Set = [
    "unknown", "und", "mul", "zxx", "mis", "other", "multilingual", "none", "null", "n/a", "na", "code",
    "all",
  ]

  private static func primaryCode(_ text: String, allowingRare: Bool) -> String? {
    if let code = byCode[text] { return code }
    let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    return allowingRare && isCode ? text : nil
  }

  /// A script (`Hant`), a region (`TW`, `419`) or a variant (`valencia`).
  private static func isSubtag(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }) else {
      return false
    }
    return (2...8).contains(text.utf8.count)
  }

  private static func cased(_ subtag: String) -> String {
    switch subtag.utf8.count {
    case 2: subtag.uppercased()
    case 4 where subtag.first?.isLetter == true: subtag.prefix(1).uppercased() + subtag.dropFirst()
    default: subtag
    }
  }

  // MARK: - The table

  private static let byCode: [String: String] = {
    var codes: [String: String] = [:]
    for row in rows { for code in row.codes { codes[code] = row.codes[0] } }
    return codes
  }()

  private static let byName: [String: String] = {
    var names: [String: String] = [:]
    for row in rows { for name in row.names where names[name] == nil { names[name] = row.codes[0] } }
    return names
  }()

  private static let threeLetterCodes = Dictionary(
    uniqueKeysWithValues: rows.filter { $0.codes.count > 1 }.map { ($0.codes[0], $0.codes[1]) })

  private static let names = Dictionary(uniqueKeysWithValues: rows.map { ($0.codes[0], $0.name) })

  private static let rows: [(codes: [String], names: [String], name: String)] = table.split(separator: "\n")
    .map { line in
      let sides = line.split(separator: "|", maxSplits: 1)
      let names = sides[1].split(separator: "|").map(String.init)
      return (sides[0].split(separator: " ").map(String.init), names.map { $0.lowercased() }, names[0])
    }

  /// ISO 639-1, each with its codes of ISO 639-2 (terminology, then bibliography), its English name, and other
  /// names under which catalogs know it.
  private static let table = """
    aa aar|Afar
    ab abk|Abkhazian|Abkhaz
    ae ave|Avestan
    af afr|Afrikaans
    ak aka|Akan
    am amh|Amharic
    an arg|Aragonese
    ar ara|Arabic|العربية
    as asm|Assamese
    av ava|Avaric
    ay aym|Aymara
    az aze|Azerbaijani
    ba bak|Bashkir
    be bel|Belarusian
    bh bih|Bihari|Bihari languages
    bg bul|Bulgarian|български
    bi bis|Bislama
    bm bam|Bambara
    bn ben|Bengali|Bangla
    bo bod tib|Tibetan
    br bre|Breton
    bs bos|Bosnian
    ca cat|Catalan|Catalan; Valencian|català
    ce che|Chechen
    ch cha|Chamorro
    co cos|Corsican
    cr cre|Cree
    cs ces cze|Czech|čeština
    cu chu|Church Slavic
    cv chv|Chuvash
    cy cym wel|Welsh|Cymraeg
    da dan|Danish|dansk
    de deu ger|German|Deutsch
    dv div|Divehi|Dhivehi|Maldivian
    dz dzo|Dzongkha
    ee ewe|Ewe
    el ell gre|Greek|Modern Greek|ελληνικά
    en eng|English
    eo epo|Esperanto
    es spa|Spanish|Castilian|Spanish; Castilian|español
    et est|Estonian|eesti
    eu eus baq|Basque|euskara
    fa fas per|Persian|Farsi
    ff ful|Fulah|Fula
    fi fin|Finnish|suomi
    fj fij|Fijian
    fo fao|Faroese
    fr fra fre|French|français
    fy fry|Western Frisian|Frisian
    ga gle|Irish|Gaeilge
    gd gla|Scottish Gaelic|Gàidhlig
    gl glg|Galician|galego
    gn grn|Guarani
    gu guj|Gujarati
    gv glv|Manx
    ha hau|Hausa
    he heb|Hebrew
    hi hin|Hindi
    ho hmo|Hiri Motu
    hr hrv|Croatian|hrvatski
    ht hat|Haitian|Haitian Creole
    hu hun|Hungarian|magyar
    hy hye arm|Armenian
    hz her|Herero
    ia ina|Interlingua
    id ind|Indonesian|Bahasa Indonesia
    ie ile|Interlingue
    ig ibo|Igbo
    ii iii|Sichuan Yi
    ik ipk|Inupiaq
    io ido|Ido
    is isl ice|Icelandic|íslenska
    it ita|Italian|italiano
    iu iku|Inuktitut
    ja jpn|Japanese|日本語
    jv jav|Javanese
    ka kat geo|Georgian
    kg kon|Kongo
    ki kik|Kikuyu
    kj kua|Kuanyama
    kk kaz|Kazakh
    kl kal|Kalaallisut|Greenlandic
    km khm|Khmer|Central Khmer
    kn kan|Kannada
    ko kor|Korean|한국어
    kr kau|Kanuri
    ks kas|Kashmiri
    ku kur|Kurdish
    kv kom|Komi
    kw cor|Cornish
    ky kir|Kyrgyz|Kirghiz
    la lat|Latin
    lb ltz|Luxembourgish
    lg lug|Ganda|Luganda
    li lim|Limburgish|Limburgan
    ln lin|Lingala
    lo lao|Lao
    lt lit|Lithuanian|lietuvių
    lu lub|Luba-Katanga
    lv lav|Latvian|latviešu
    mg mlg|Malagasy
    mh mah|Marshallese
    mi mri mao|Maori|Māori|te reo Māori
    mk mkd mac|Macedonian
    ml mal|Malayalam
    mn mon|Mongolian
    mr mar|Marathi
    ms msa may|Malay
    mt mlt|Maltese|Malti
    my mya bur|Burmese
    na nau|Nauru|Nauruan
    nb nob|Norwegian Bokmål|Bokmål
    nd nde|North Ndebele
    ne nep|Nepali
    ng ndo|Ndonga
    nl nld dut|Dutch|Flemish|Dutch; Flemish|Nederlands
    nn nno|Norwegian Nynorsk|Nynorsk
    no nor|Norwegian|norsk
    nr nbl|South Ndebele
    nv nav|Navajo
    ny nya|Chichewa|Nyanja
    oc oci|Occitan
    oj oji|Ojibwa
    om orm|Oromo
    or ori|Oriya|Odia
    os oss|Ossetian
    pa pan|Punjabi|Panjabi
    pi pli|Pali
    pl pol|Polish|polski
    ps pus|Pashto|Pushto
    pt por|Portuguese|português
    qu que|Quechua
    rm roh|Romansh
    rn run|Rundi|Kirundi
    ro ron rum|Romanian|Moldavian|română
    ru rus|Russian|русский
    rw kin|Kinyarwanda
    sa san|Sanskrit
    sc srd|Sardinian
    sd snd|Sindhi
    se sme|Northern Sami
    sg sag|Sango
    sh hbs|Serbo-Croatian
    si sin|Sinhala|Sinhalese
    sk slk slo|Slovak|slovenčina
    sl slv|Slovenian|Slovene|slovenščina
    sm smo|Samoan
    sn sna|Shona
    so som|Somali
    sq sqi alb|Albanian|shqip
    sr srp|Serbian
    ss ssw|Swati|Swazi
    st sot|Southern Sotho|Sesotho
    su sun|Sundanese
    sv swe|Swedish|svenska
    sw swa|Swahili|Kiswahili
    ta tam|Tamil
    te tel|Telugu
    tg tgk|Tajik
    th tha|Thai
    ti tir|Tigrinya
    tk tuk|Turkmen
    tl tgl|Tagalog
    tn tsn|Tswana|Setswana
    to ton|Tonga
    tr tur|Turkish|Türkçe
    ts tso|Tsonga
    tt tat|Tatar
    tw twi|Twi
    ty tah|Tahitian
    ug uig|Uighur|Uyghur
    uk ukr|Ukrainian|українська
    ur urd|Urdu
    uz uzb|Uzbek
    ve ven|Venda
    vi vie|Vietnamese|tiếng Việt
    vo vol|Volapük
    wa wln|Walloon
    wo wol|Wolof
    xh xho|Xhosa|isiXhosa
    yi yid|Yiddish
    yo yor|Yoruba
    za zha|Zhuang
    zh zho chi|Chinese|Mandarin|Mandarin Chinese|中文
    zu zul|Zulu|isiZulu
    """
}

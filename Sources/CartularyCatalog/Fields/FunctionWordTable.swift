/// The most frequent words of running text in each language that has a stemmer, about in the order of their frequency.
///
/// Chosen by hand from the function words at the top of each language. The order counts where languages share a word.
/// Latin letters alone are left out: in titles they are parts of codes, initials and numbers of lists.
enum FunctionWordTable {
  static let words: [(code: String, words: String)] = [
    (
      "ar",
      "في من على إلى عن أن إن هذا هذه التي الذي مع بين كل أو كان كانت لا ما هو هي تم قد بعد قبل خلال حسب"
    ),
    (
      "ca",
      """
      el la els les de del dels en que per un una amb al als és no es com més seva seu aquest aquesta aquests són ha \
      han pel pels entre ser també sobre des fins on
      """
    ),
    (
      "da",
      """
      og at det en er den til af som på de med for der et var ikke fra har om ved sig blev bliver eller kan vil skal \
      hvor også efter mellem samt deres under over
      """
    ),
    (
      "de",
      """
      der die und in das ist den von zu mit des auf für dem ein eine nicht im sich auch als werden aus an einer wird bei \
      durch sind oder zum zur nach über wie sowie einem eines einen diese dieser dieses wurde wurden nur vom bis je
      """
    ),
    (
      "en",
      """
      the of and to in is for that with as on are by was from at this be an or which it were not have has had their \
      its can will all been these those between each also may we you your there such than more other into when what \
      where how about who our they some any
      """
    ),
    (
      "es",
      """
      el la los las de del que en un una por con para es se al como más no su sus lo este esta estos estas entre \
      sobre son ser han ha desde cada muy también sin hasta donde según
      """
    ),
    (
      "eu",
      "eta da ez bat du dira izan zen ere baina edo dute duten dela den hau hori batean dago egin arte izango"
    ),
    (
      "fi",
      """
      ja on ei se että oli ovat mutta kun joka tai myös kuin sen sitä hän niin jotka vuoden mukaan sekä olla voi ole \
      tämä tämän ovatko sekä jossa
      """
    ),
    (
      "fr",
      """
      le la les de des du et en un une que est pour qui dans sur par au aux plus pas ce ne se sont avec ou cette ces \
      leur leurs entre ses sa son nous vous il elle ont été être comme chaque dont selon
      """
    ),
    ("ga", "agus an na is ar go le do ag bhí tá sé sa don atá mar nach faoi chun leis seo sin ina"),
    (
      "hu",
      """
      az és hogy nem egy is volt meg ez de csak vagy mint ki el azt ha be minden szerint között illetve ahol valamint \
      ezek
      """
    ),
    ("hy", "և է որ են ի մի էր այս համար հետ ու նաև մեջ իր կամ"),
    (
      "id",
      "dan yang di dari untuk dengan pada ini itu adalah dalam tidak akan ke oleh atau juga sebagai tersebut dapat"
    ),
    (
      "it",
      """
      il lo la gli le di del della dei delle degli che un una per con in da dal dalla al alla nel nella sono si non \
      più anche come ed ai tra fra questo questa su suo stato
      """
    ),
    ("lt", "ir yra kad su iš ar kaip buvo apie nuo bei arba tai per prie taip pagal už dėl metų"),
    ("ne", "र छ को मा हो यो पनि छन् लागि गर्न भएको थियो तथा भने"),
    (
      "nl",
      """
      de het een van en in is dat op te zijn voor met die niet aan er om ook als dan bij door uit worden wordt naar \
      deze over of werd hebben tot per geen heeft hun onder welke
      """
    ),
    (
      "no",
      """
      og at det en er den til av som på de med for et var ikke fra har om ved seg ble blir eller kan vil skal hvor også \
      etter mellom samt deres under over
      """
    ),
    (
      "pt",
      """
      os as de do da dos das que em um uma para com no na nos nas se por mais como mas foi ao ou ser pelo pela são \
      não entre sobre este esta seu sua seus tem cada até também
      """
    ),
    (
      "ro",
      """
      și de în la cu pe din care nu un pentru este sau mai ce prin ale al sunt fi cel cea au fost dintre după precum \
      asupra către
      """
    ),
    ("ru", "и в не на что с по как это к а из у для от о за при также был были или его их все между до"),
    (
      "sv",
      """
      och att det som en av för är med den på till de ett om har inte från var men kan eller vid sig efter mellan också \
      samt där under hur varje över
      """
    ),
    ("ta", "மற்றும் இந்த என்று ஒரு என்ற அது இது உள்ள வேண்டும்"),
    (
      "tr",
      "ve bir bu için ile olarak da de gibi çok daha olan en ne ya veya kadar sonra göre her arasında tarafından"
    ),
  ]
}

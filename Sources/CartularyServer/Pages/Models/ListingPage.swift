/// `/publisher` and `/theme`: the datasets of one value.
struct ListingPage: Sendable {
  var chrome = PageChrome()
  var listingKind = ""
  var listingTitle = ""
  var listingNote: String?
  var isWithin = false
  var listingField = ""
  var listingValue = ""
  var searchAction = ""
  var countText = ""
  var firstNumber = ""
  var hits: [HitCard] = []
  var pager: Pager?
  var takeAway = false
  var takeLinks: [TakeLink] = []
  var barGroups: [BarGroup] = []
  var hasYears = false
  var years: YearBars?
}

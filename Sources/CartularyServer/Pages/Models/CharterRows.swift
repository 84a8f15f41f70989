struct ReachLine: Sendable {
  var reachClass: String
  var reachText: String
  var reachPurposes: String
}

struct ReasonLine: Sendable {
  var reasonText: String
  var reasonTerm: String?
}

struct WayLink: Sendable {
  var wayHref: String?
  var wayText: String
  var wayNote: String
}

struct StepLine: Sendable {
  var stepStage: String
  var stepText: String
  var stepHref: String?
  var stepLinkText: String
  var stepNote: String?
  var stepFrom: TermSource?
}

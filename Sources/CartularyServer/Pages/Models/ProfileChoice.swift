struct ProfileChoice: Sendable {
  var choiceName: String
  var choiceLabel: String
  var choiceOptions: [ChoiceOption]
}

struct ChoiceOption: Sendable {
  var optionValue: String
  var optionText: String
  var isSelected: Bool
}

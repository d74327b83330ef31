import GeoCore
import Presentation
import Testing

/// Words and languages, against the terms of the field (docs/NAMES.md) by eye: every case has a word in
/// both languages, no two cases of a type share one, and the Chinese one is Chinese.
struct WordsTests {
  /// Every word of every type, by type.
  static let words: [[Sentence]] = [
    AlertKind.allCases.map(\.words),
    AlertRecord.State.allCases.map(\.words),
    Transition.Step.allCases.map(\.words),
    Transition.Reason.allCases.map(\.words),
    Presence.State.allCases.map(\.words),
    Zone.Role.allCases.map(\.words),
    Zone.Effect.allCases.map(\.words),
    Jurisdiction.Level.allCases.map(\.words),
    DeviceAssignment.Kind.allCases.map(\.words),
    Severity.allCases.map(\.words),
    Grade.defaults.map(\.id.words),
    FixOutcome.allCases.map(\.words),
    [AlertStep.Action.note.words, AlertStep.Action.assigned.words],
  ]

  @Test(arguments: words)
  func `every word exists in both languages and the Chinese one has no Latin letter`(
    _ words: [Sentence]
  ) {
    for sentence in words {
      #expect(!sentence.english.isEmpty && sentence.english.utf8.allSatisfy { $0 < 0x80 })
      #expect(!sentence.chinese.isEmpty)
      #expect(!sentence.chinese.contains { $0.isASCII && $0.isLetter })
    }
    #expect(Set(words.map(\.english)).count == words.count)
    #expect(Set(words.map(\.chinese)).count == words.count)
  }

  @Test(arguments: FixOutcome.allCases)
  func `who sent a fix that is refused is told what to do`(_ outcome: FixOutcome) {
    let isFine = [.kept, .late, .duplicate, .counterTooOld].contains(outcome)
    for count in [1, 5] {
      let advice = outcome.advice(for: count, of: nil)
      #expect((advice == nil) == isFine)
      #expect(advice?.english.hasPrefix(count == 1 ? "1 fix is " : "5 fixes are ") ?? true)
      #expect(advice?.chinese.hasPrefix("\(count) 个定位点") ?? true)
    }
    let ofOne = FixOutcome.unknownDevice.advice(for: 1, of: DeviceNumber(77))
    #expect(ofOne?.english.contains("device assign 77 ") == true)
    #expect(ofOne?.chinese.contains("device assign 77 ") == true)
  }

  @Test func `an action is called as what it does to the alert`() {
    #expect(AlertStep.Action.engine(.worsened).words == Transition.Step.worsened.words)
    #expect(AlertStep.Action.state(.resolved).words.in(.chinese) == "已处置")
    #expect(AlertStep.Action.note.words.in(.english) == "note")
  }

  @Test func `the terms are those of the field`() {
    #expect(AlertKind.leaveOverstay.words.in(.chinese) == "请假超时")
    #expect(AlertKind.silent.words.in(.chinese) == "失联")
    #expect(Transition.Reason.escape.words.in(.chinese) == "脱管")
    #expect(GradeID("strict").words.in(.chinese) == "严管")
    #expect(GradeID("own").words.in(.chinese) == "own")
  }

  @Test func `a language is read from an option or a locale`() {
    #expect(Language(option: "zh") == .chinese)
    #expect(Language(option: "EN") == .english)
    #expect(Language(option: "de") == nil)
    #expect(Language(locale: "zh_CN.UTF-8") == .chinese)
    #expect(Language(locale: "zh") == .chinese)
    #expect(Language(locale: "C.UTF-8") == .english)
    #expect(Language(locale: "zhuang") == .english)
    #expect(Language(environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": ""]) == .chinese)
    #expect(Language(environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "C"]) == .english)
    #expect(Language(environment: [:]) == .english)
  }

  @Test func `a key subject is one level up and critical stays critical`() {
    #expect(AlertKind.allCases.filter { Severity(of: $0) == .critical }.count == 2)
    #expect(Severity(of: .silent) == .high)
    #expect(Severity(of: .silent, isWorse: true) == .critical)
    #expect(Severity(of: .outOfZone, isKeySubject: true) == .critical)
    #expect(Severity(of: .prohibitedZone, isKeySubject: true) == .critical)
    #expect(Severity(of: .reportBackMissing, isKeySubject: true) == .high)
    #expect(Severity.critical > .high && Severity.high > .normal)
  }
}

/// How much evidence a decision takes: the limits of Wald's sequential test for two error rates.
struct Limits: Hashable, Sendable {
  /// To decide that a subject is where it may not be: ln((1 − miss) / falseAlarm).
  let toAccuse: LogOdds

  /// To decide that it is where it may be: ln((1 − falseAlarm) / miss).
  let toClear: LogOdds

  init(_ rates: ErrorRates) {
    toAccuse = LogOdds(ratio: (1 - rates.miss) / rates.falseAlarm)
    toClear = LogOdds(ratio: (1 - rates.falseAlarm) / rates.miss)
  }

  /// What a presence needs whose subject should not be on the side `accused`.
  func need(accused: Presence.State) -> Presence.Need {
    Presence.Need(accused: accused, toAccuse: toAccuse, toClear: toClear)
  }
}

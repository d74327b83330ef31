/// Functions of libm made of additions, multiplications and divisions alone, which round alike
/// everywhere: the same seed gives the same bytes on every machine.
enum Elementary {
  /// e to the power of −`x`; within 10⁻¹³ of the truth.
  ///
  /// The series of a small part of `x`, squared as often as `x` was halved.
  ///
  /// - Precondition: `x` is not negative.
  static func decay(_ x: Double) -> Double {
    precondition(x >= 0, "what decays does not grow")
    guard x < 700 else { return 0 }
    var (part, halvings) = (x, 0)
    while part > 0.125 { (part, halvings) = (part / 2, halvings + 1) }
    var (sum, term) = (1.0, 1.0)
    for index in 1...10 {
      term *= -part / Double(index)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }

  /// The natural logarithm; within 10⁻¹³ of the truth.
  ///
  /// The exponent apart, twice the series of the inverse hyperbolic tangent of (m − 1) ÷ (m + 1).
  ///
  /// - Precondition: `x` is above 0.
  static func logarithm(_ x: Double) -> Double {
    precondition(x > 0, "only what is above 0 has a logarithm")
    var (significand, exponent) = (x.significand, Double(x.exponent))
    if significand > 1.414_213_562_373_095 {
      (significand, exponent) = (significand / 2, exponent + 1)
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var (sum, power) = (0.0, ratio)
    for index in 0..<12 {
      sum += power / Double(2 * index + 1)
      power *= square
    }
    return 2 * sum + exponent * 0.693_147_180_559_945_3
  }
}

public import AlertStore
internal import GeoCore

extension Configuration {
  /// The configuration in force in a store; the default one where none was ever adopted.
  ///
  /// - Throws: ``ConfigurationError`` where another version adopted what this one cannot read, or a
  ///   `StoreError`.
  public init(inForceIn store: AlertStore) throws {
    try self.init(try store.configuration())
  }

  /// The configuration in force as a change of the registry sees it.
  init(inForceIn editor: RegistryEditor) throws {
    try self.init(try editor.configuration())
  }

  private init(_ adopted: AdoptedConfiguration?) throws(ConfigurationError) {
    guard let adopted else {
      self.init()
      return
    }
    // Grades may have ended since; their rates hurt nobody.
    self = try ConfigurationFile.read(adopted.text, file: "configuration \(adopted.revision)")
  }
}

extension Registrar {
  /// Adopts a configuration file; what it says holds for everything that is judged after it.
  ///
  /// The very text that is in force is not recorded again.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name, for errors.
  /// - Returns: the keys on which it differs from what was in force.
  /// - Throws: ``ConfigurationError`` with everything that is wrong, or a `StoreError`.
  public func adopt(
    configuration bytes: [UInt8],
    file: String
  ) throws -> [Configuration.Difference] {
    try edit { editor in
      let grades = try editor.facts(.grade).compactMap { row -> GradeID? in
        if case .grade(let grade) = row.fact { grade.id } else { nil }
      }
      let configuration = try ConfigurationFile.read(bytes, file: file, grades: Set(grades))
      // One that this version cannot read does not keep a better one out.
      let before = (try? Configuration(inForceIn: editor)) ?? Configuration()
      let text = String(decoding: bytes, as: UTF8.self)
      if try editor.configuration()?.text != text { try editor.setConfiguration(text) }
      return configuration.differences(from: before)
    }
  }
}

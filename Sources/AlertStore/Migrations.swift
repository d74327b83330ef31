internal import GRDB

extension AlertStore {
  /// Every change that the schema ever went through, in order.
  ///
  /// A migration that has been released is never edited: stores in the field have run it. Each sets
  /// the user version to its number, by which an older fenceline knows that the store is newer.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 inputs, registry, alerts") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
      for statement in inputTables + registryTables + alertTables + serviceTables {
        try database.execute(sql: statement)
      }
    }
    migrator.registerMigration("2 assignments") { database in
      try database.execute(sql: "PRAGMA user_version = 2")
      for statement in assignmentColumns { try database.execute(sql: statement) }
    }
    migrator.registerMigration("3 why a position was read") { database in
      try database.execute(sql: "PRAGMA user_version = 3")
      try database.execute(sql: "ALTER TABLE audit ADD COLUMN reason TEXT")
    }
    migrator.registerMigration("4 rules as an input") { database in
      try database.execute(sql: "PRAGMA user_version = 4")
      for statement in rulesTables { try database.execute(sql: statement) }
    }
    migrator.registerMigration("5 evidence and checkpoints") { database in
      try database.execute(sql: "PRAGMA user_version = 5")
      try database.execute(sql: "ALTER TABLE alert ADD COLUMN odds INTEGER")
      try database.execute(sql: checkpointTable)
    }
    return migrator
  }

  /// The courses of subjects before each stretch of time; and the input by which it was made.
  private static let checkpointTable = """
    CREATE TABLE checkpoint(
      subject TEXT NOT NULL,
      at INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      course BLOB NOT NULL,
      PRIMARY KEY (subject, at, sequence)
    ) STRICT, WITHOUT ROWID
    """

  private static let inputTables = [
    // The one ordered input log.
    """
    CREATE TABLE input(
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('fixes', 'registry', 'clock', 'resumed')),
      revision INTEGER,
      since INTEGER,
      payload BLOB
    ) STRICT
    """,
    // The evaluator's state after an input, in parts; an empty part says that all are there.
    """
    CREATE TABLE snapshot(
      sequence INTEGER NOT NULL,
      part INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      state BLOB NOT NULL,
      PRIMARY KEY (sequence, part)
    ) STRICT, WITHOUT ROWID
    """,
    // A clock of the store's own; absent, the system's holds.
    """
    CREATE TABLE virtual_clock(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      epoch INTEGER NOT NULL,
      rate REAL NOT NULL,
      anchor INTEGER NOT NULL
    ) STRICT
    """,
  ]

  private static let registryTables =
    [
      // Who changed the registry, when, by which command.
      """
      CREATE TABLE revision(
        number INTEGER PRIMARY KEY,
        recorded_at INTEGER NOT NULL,
        author TEXT NOT NULL,
        command TEXT NOT NULL
      ) STRICT
      """,
      "CREATE TABLE registry_row(last INTEGER NOT NULL) STRICT",
      "INSERT INTO registry_row(last) VALUES (0)",
      """
      CREATE TABLE sender_key(
        sender INTEGER PRIMARY KEY,
        key BLOB NOT NULL CHECK (length(key) = 16)
      ) STRICT
      """,
    ]
    + FactKind.allCases.flatMap { table in
      [
        """
        CREATE TABLE \(table.rawValue)(
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL,
          effective_from INTEGER NOT NULL,
          effective_until INTEGER NOT NULL,
          recorded INTEGER NOT NULL REFERENCES revision(number),
          superseded INTEGER REFERENCES revision(number),
          \(table.columns.map { "\($0.name) \($0.type)" }.joined(separator: ", "))
        ) STRICT
        """,
        "CREATE INDEX \(table.rawValue)_id ON \(table.rawValue)(id) WHERE superseded IS NULL",
        "CREATE INDEX \(table.rawValue)_recorded ON \(table.rawValue)(recorded)",
        """
        CREATE INDEX \(table.rawValue)_superseded ON \(table.rawValue)(superseded)
          WHERE superseded IS NOT NULL
        """,
      ]
    } + ["CREATE INDEX leave_subject ON leave(subject) WHERE superseded IS NULL"]

  private static let alertTables = [
    """
    CREATE TABLE alert(
      name TEXT PRIMARY KEY,
      subject TEXT NOT NULL,
      kind TEXT NOT NULL,
      cause TEXT NOT NULL,
      began INTEGER NOT NULL,
      raised_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      leave TEXT,
      outside_by REAL,
      latitude_e7 INTEGER,
      longitude_e7 INTEGER,
      position_time INTEGER,
      error_dm INTEGER,
      is_gnss INTEGER,
      worsened INTEGER,
      ended INTEGER,
      end_reason TEXT,
      withdrawn_at INTEGER,
      state TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX alert_subject ON alert(subject, raised_at)",
    "CREATE INDEX alert_state ON alert(state, raised_at)",
    // Every step of an alert's life, the engine's and the operators', in order of commit.
    """
    CREATE TABLE alert_step(
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      alert TEXT NOT NULL REFERENCES alert(name),
      step TEXT NOT NULL,
      at INTEGER NOT NULL,
      known_at INTEGER NOT NULL,
      operator TEXT,
      note TEXT,
      reason TEXT
    ) STRICT
    """,
    "CREATE INDEX alert_step_alert ON alert_step(alert, number)",
    """
    CREATE TABLE presence(
      subject TEXT PRIMARY KEY,
      state INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE operator(
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      jurisdiction TEXT,
      added_at INTEGER NOT NULL
    ) STRICT
    """,
    // Every reading of somebody's position.
    """
    CREATE TABLE audit(
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      reader TEXT NOT NULL,
      command TEXT NOT NULL,
      subject TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_subject ON audit(subject, at)",
  ]

  private static let serviceTables = [
    // What the running service says of itself, once a second.
    """
    CREATE TABLE service_status(
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // What the running service says of each sender that it heard.
    """
    CREATE TABLE sender_status(
      sender INTEGER NOT NULL,
      name TEXT NOT NULL,
      value INTEGER NOT NULL,
      PRIMARY KEY (sender, name)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Who is to do what about an alert, and by when: of steps that assign it.
  private static let assignmentColumns = [
    "ALTER TABLE alert_step ADD COLUMN assignee TEXT",
    "ALTER TABLE alert_step ADD COLUMN measure TEXT",
    "ALTER TABLE alert_step ADD COLUMN due INTEGER",
  ]

  /// A log that admits changes of the rules, and what a revision of the registry adopted as the
  /// configuration, word for word.
  ///
  /// SQLite alters no CHECK, so the log's table is made anew.
  private static let rulesTables = [
    """
    CREATE TABLE input_4(
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('fixes', 'registry', 'rules', 'clock', 'resumed')),
      revision INTEGER,
      since INTEGER,
      payload BLOB
    ) STRICT
    """,
    """
    INSERT INTO input_4(sequence, at, kind, revision, since, payload)
      SELECT sequence, at, kind, revision, since, payload FROM input ORDER BY sequence
    """,
    "DROP TABLE input",
    "ALTER TABLE input_4 RENAME TO input",
    """
    CREATE TABLE configuration(
      revision INTEGER PRIMARY KEY REFERENCES revision(number),
      text TEXT NOT NULL
    ) STRICT
    """,
  ]
}

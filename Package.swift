// swift-tools-version: 6.2
import PackageDescription

/// Tests/Fuzz/run sets it: what is built then is instrumented, and good for nothing else.
let isFuzzing = Context.environment["ORDERTOP_FUZZ"] != nil
/// Tests/Measure/compare sets it: there is one more program then, and everything else is as it is.
let isMeasuring = Context.environment["ORDERTOP_MEASURE"] != nil

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "ordertop",
  products: [
    .executable(name: "ordertop", targets: ["ordertop"]),
    .executable(name: "ordertop-server", targets: ["ordertop-server"]),
    .library(name: "EventStream", targets: ["EventStream", "CurlTransport"]),
  ],
  dependencies: [
    // The command line: options, environment, help, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The log's ring of entries is a Deque, what is due in the simulated shop a Heap.
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    // SQLite for the saved state and the server's history: migrations, statement cache, busy handling.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The reference server's HTTP, and what its interface is made of: sockets, header fields, its log.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    // The reference server's order of starting and ending: that is where `disconnecting` is sent.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "CMemory"),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "CCurl"),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard"),

    .target(name: "EventStream", swiftSettings: settings),
    .target(name: "TerminalUI", swiftSettings: settings),
    .target(name: "TOML", swiftSettings: settings),
    .target(name: "OrderProtocol", dependencies: ["EventStream"], swiftSettings: settings),
    .target(name: "ManualPages", dependencies: ["OrderProtocol"], swiftSettings: settings),
    .target(name: "SavedState", dependencies: ["OrderProtocol"], swiftSettings: settings),
    .target(
      name: "OrderStore",
      dependencies: [
        "SavedState", "OrderProtocol", "EventStream", "CPrefetch",
        .product(name: "DequeModule", package: "swift-collections"),
      ], swiftSettings: settings),
    .target(
      name: "Persistence",
      dependencies: [
        "SavedState", "OrderProtocol", "EventStream", "CMemory", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .target(
      name: "Dashboard",
      dependencies: ["OrderStore", "SavedState", "OrderProtocol", "EventStream", "TerminalUI", "TOML"],
      swiftSettings: settings),
    .target(
      // A package that Hummingbird needs has the shorter name.
      name: "OrdertopConfiguration",
      dependencies: ["Dashboard", "OrderStore", "SavedState", "OrderProtocol", "EventStream", "TerminalUI", "TOML"],
      path: "Sources/Configuration",
      swiftSettings: settings),
    .target(name: "CurlTransport", dependencies: ["EventStream", "CCurl"], swiftSettings: settings),
    .target(
      name: "CursesTerminal", dependencies: ["TerminalUI", "CNcurses", "CTerminalGuard"], swiftSettings: settings),
    .target(
      name: "BundledThemes", path: "Themes",
      resources: [
        .embedInCode("midnight.toml"), .embedInCode("paper.toml"), .embedInCode("terminal.toml"),
        .embedInCode("contrast.toml"), .embedInCode("mono.toml"), .embedInCode("okabe-ito.toml"),
        .embedInCode("tritan.toml"), .embedInCode("solarized-dark.toml"), .embedInCode("solarized-light.toml"),
        .embedInCode("gruvbox.toml"), .embedInCode("nord.toml"), .embedInCode("dracula.toml"),
        .embedInCode("catppuccin-mocha.toml"), .embedInCode("tokyo-night.toml"), .embedInCode("phosphor.toml"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "ordertop",
      dependencies: [
        "EventStream", "CurlTransport", "OrderProtocol", "SavedState", "OrderStore", "Persistence", "TerminalUI",
        "CursesTerminal", "Dashboard", "OrdertopConfiguration", "TOML", "BundledThemes", "ManualPages",
        "CTerminalGuard", "CMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    .target(
      name: "OrderServer",
      dependencies: [
        "EventStream", "OrderProtocol", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "ordertop-server",
      dependencies: [
        "OrderServer", "EventStream", "OrderProtocol", "ManualPages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["EventStream", "OrderStore", "TerminalUI"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "EventStreamTests", dependencies: ["EventStream", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "CurlTransportTests", dependencies: ["CurlTransport", "EventStream", "TestSupport"],
      swiftSettings: settings,
      // A test stands before the C library's lookup of names (HangingLookup.swift); libcurl must see it.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=getaddrinfo"])]),
    .testTarget(
      name: "OrderProtocolTests", dependencies: ["OrderProtocol", "EventStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "OrderStoreTests",
      dependencies: [
        "OrderStore", "SavedState", "OrderProtocol", "EventStream",
        .product(name: "DequeModule", package: "swift-collections"),
      ], swiftSettings: settings),
    .testTarget(
      name: "PersistenceTests",
      dependencies: [
        "Persistence", "SavedState", "OrderProtocol", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .testTarget(
      name: "OrderServerTests",
      dependencies: ["OrderServer", "ordertop-server", "OrderProtocol", "EventStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "TOMLTests", dependencies: ["TOML"], swiftSettings: settings),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"], swiftSettings: settings),
    .executableTarget(
      name: "TerminalFixture", dependencies: ["CursesTerminal", "TerminalUI"], path: "Tests/TerminalFixture",
      swiftSettings: settings),
    .testTarget(
      name: "CursesTerminalTests",
      dependencies: ["CursesTerminal", "TerminalUI", "TerminalFixture", "CTerminalGuard", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "TOML", "SavedState", "BundledThemes", "TestSupport"],
      exclude: ["Screens", "Themes"], swiftSettings: settings),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["OrdertopConfiguration", "Dashboard", "OrderStore", "SavedState", "OrderProtocol", "TOML"],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "ordertop", "ordertop-server", "OrdertopConfiguration", "ManualPages", "Dashboard", "CurlTransport",
        "Persistence", "SavedState", "OrderStore", "OrderProtocol", "EventStream", "TerminalUI", "TestSupport",
      ], swiftSettings: settings),
  ]
    + (isFuzzing
      ? [
        .executableTarget(
          name: "ordertop-fuzz",
          dependencies: [
            "EventStream", "OrderProtocol", "OrderStore", "SavedState", "Persistence", "TerminalUI", "TOML",
            "Dashboard", "OrdertopConfiguration", "BundledThemes",
          ], path: "Tests/Fuzz", exclude: ["run", "words"], swiftSettings: settings)
      ] : [])
    + (isMeasuring
      ? [
        .executableTarget(
          name: "ordertop-measure",
          dependencies: [
            "EventStream", "CurlTransport", "OrderProtocol", "SavedState", "OrderStore", "Persistence", "TerminalUI",
            "CursesTerminal", "Dashboard", "BundledThemes",
          ], path: "Tests/Measure/Stages", swiftSettings: settings)
      ] : [])
)

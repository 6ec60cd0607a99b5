// swift-tools-version: 6.2
import PackageDescription

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
    .library(name: "EventStream", targets: ["EventStream", "CurlTransport"]),
  ],
  dependencies: [
    // The command line: options, environment, help, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The log's ring of entries is a Deque.
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard"),

    .target(name: "EventStream", swiftSettings: settings),
    .target(name: "TerminalUI", swiftSettings: settings),
    .target(name: "OrderProtocol", dependencies: ["EventStream"], swiftSettings: settings),
    .target(
      name: "OrderStore",
      dependencies: ["OrderProtocol", "EventStream", .product(name: "DequeModule", package: "swift-collections")],
      swiftSettings: settings),
    .target(
      name: "Dashboard",
      dependencies: ["OrderStore", "OrderProtocol", "EventStream", "TerminalUI"],
      swiftSettings: settings),
    .target(name: "CurlTransport", dependencies: ["EventStream", "CCurl"], swiftSettings: settings),
    .target(
      name: "CursesTerminal", dependencies: ["TerminalUI", "CNcurses", "CTerminalGuard"], swiftSettings: settings),
    .target(
      name: "BundledThemes", path: "Themes",
      resources: [
        .embedInCode("midnight.toml"), .embedInCode("paper.toml"), .embedInCode("terminal.toml"),
        .embedInCode("contrast.toml"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "ordertop",
      dependencies: [
        "EventStream", "CurlTransport", "OrderProtocol", "OrderStore", "TerminalUI", "CursesTerminal", "Dashboard",
        "BundledThemes", "CTerminalGuard", .product(name: "ArgumentParser", package: "swift-argument-parser"),
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
        "OrderStore", "OrderProtocol", "EventStream", .product(name: "DequeModule", package: "swift-collections"),
      ], swiftSettings: settings),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"], swiftSettings: settings),
    .executableTarget(
      name: "TerminalFixture", dependencies: ["CursesTerminal", "TerminalUI"], path: "Tests/TerminalFixture",
      swiftSettings: settings),
    .testTarget(
      name: "CursesTerminalTests",
      dependencies: ["CursesTerminal", "TerminalUI", "TerminalFixture", "CTerminalGuard", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "BundledThemes", "TestSupport"],
      exclude: ["Screens", "Themes"], swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["ordertop", "OrderStore", "OrderProtocol", "EventStream", "TestSupport"],
      swiftSettings: settings),
  ]
)

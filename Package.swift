// swift-tools-version: 6.2
import PackageDescription

/// What every target is built with: Swift 6, explicit `any`, and no warning left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The program carries the Swift libraries inside: it starts in half the time and runs where no Swift is.
let selfContained: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-stdlib", "-use-ld=lld"],
        .when(platforms: [.linux], configuration: .release)
    ),
    .linkedLibrary("CoreFoundation", .when(platforms: [.linux], configuration: .release)),
    .linkedLibrary("_FoundationCollections", .when(platforms: [.linux], configuration: .release)),
    .linkedLibrary("_FoundationCShims", .when(platforms: [.linux], configuration: .release)),
    .linkedLibrary("_FoundationICU", .when(platforms: [.linux], configuration: .release)),
]

/// A module of the house; `dependencies` may only name what stands below it (`Tools/lint` checks).
func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a module; they run on the release build and see what `package` shows.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestKit"], swiftSettings: strict)
}

let package = Package(
    name: "jol",
    products: [.executable(name: "jol", targets: ["jol"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // C libraries: every name of theirs stops at the module that imports them.
        // GDAL and PROJ are loaded on first use, so that commands without them start in 8 ms.
        .target(name: "CGDAL"),
        .target(name: "CSandbox"),
        .target(name: "CPROJ"),
        .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),
        .target(
            name: "COsmium",
            // Its assertions could be reached by a damaged file.
            cxxSettings: [.define("NDEBUG")],
            linkerSettings: [
                .linkedLibrary("z"), .linkedLibrary("expat"), .linkedLibrary("bz2"),
                .linkedLibrary("stdc++"),
            ]
        ),
        .target(
            name: "CSpecialFunctions",
            linkerSettings: [.linkedLibrary("m"), .linkedLibrary("stdc++")]
        ),

        .target(name: "CIntegerProgram", linkerSettings: [.linkedLibrary("glpk")]),

        // Vocabulary and kernels.
        stage("RoadModel"),
        stage("RoadGeometry", ["RoadModel"]),
        stage("RoadStatistics", ["RoadModel", "CSpecialFunctions", "CIntegerProgram"]),
        stage("RoadGeodata", ["RoadModel", "CGDAL", "CSandbox", "CPROJ", "COsmium", "CDeflate"]),
        stage("RoadNetwork", ["RoadModel", "RoadGeometry"]),

        stage("RoadLaw", ["RoadModel"]),

        // Stages: none of them knows another.
        stage(
            "RoadIngest",
            [
                "RoadModel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]
        ),
        stage("RoadLocate", ["RoadModel", "RoadGeometry", "RoadNetwork"]),
        stage(
            "RoadStore",
            [
                "RoadModel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        stage("RoadAnalysis", ["RoadModel", "RoadStatistics"]),
        stage("RoadReport", ["RoadModel"]),
        stage("RoadSimulation", ["RoadModel"]),

        // The only module that knows two stages, and the command line on top of it.
        stage(
            "RoadPipeline",
            [
                "RoadModel", "RoadGeometry", "RoadStatistics", "RoadGeodata", "RoadNetwork",
                "RoadIngest", "RoadLocate", "RoadStore", "RoadAnalysis", "RoadReport", "RoadLaw",
            ]
        ),
        .executableTarget(
            name: "jol",
            dependencies: [
                "RoadModel", "RoadPipeline", "RoadStore", "RoadReport", "RoadSimulation",
                "RoadIngest", "RoadAnalysis", "RoadNetwork", "RoadStatistics", "RoadLaw",
                "RoadLocate", "RoadGeodata",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict,
            linkerSettings: selfContained
        ),

        // Tests.
        .target(name: "TestKit", path: "Tests/TestKit", swiftSettings: strict),
        tests("RoadModelTests", ["RoadModel"]),
        tests("RoadGeometryTests", ["RoadGeometry"]),
        tests("RoadStatisticsTests", ["RoadStatistics"]),
        tests("RoadGeodataTests", ["RoadGeodata", "RoadModel"]),
        tests("RoadNetworkTests", ["RoadNetwork", "RoadGeometry"]),
        tests(
            "RoadIngestTests",
            [
                "RoadIngest",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]
        ),
        tests("RoadLocateTests", ["RoadLocate", "RoadModel", "RoadNetwork", "RoadGeodata"]),
        tests(
            "RoadStoreTests",
            [
                "RoadStore",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        tests("RoadAnalysisTests", ["RoadAnalysis", "RoadStatistics"]),
        tests("RoadReportTests", ["RoadReport"]),
        tests("RoadSimulationTests", ["RoadSimulation", "RoadModel"]),
        tests(
            "EndToEndTests",
            [
                "RoadModel", "RoadNetwork", "RoadStore",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
    ],
    cxxLanguageStandard: .cxx17
)

// Only `Tools/fuzz` asks for the fuzzer's targets: libFuzzer brings its own `main`.
if Context.environment["FUZZ"] != nil {
    package.products.append(
        .library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])
    )
    package.targets.append(
        .target(
            name: "FuzzTargets",
            dependencies: ["RoadIngest", "RoadModel"],
            path: "Tests/FuzzTargets",
            swiftSettings: strict
        )
    )
}

import Foundation
package import RoadModel

/// Where the dated rule packs lie: laws, limits, breaks, priors, tables with a source per row.
///
/// Looked for in this order: the folder that `JOL_RULES` names, `rules` in the workspace,
/// `share/jol/rules` beside an installed program's `bin`, and `GeoData/rules` of the checkout that
/// the program was built in.
package struct RulePacks: Sendable {
    /// Folders that may hold packs, the first one wins.
    package let folders: [String]

    /// Finds the folders for this process.
    ///
    /// - Parameter workspace: The workspace's folder, when there is one.
    package init(workspace: String? = nil) {
        var folders: [String] = []
        if let named = ProcessInfo.processInfo.environment["JOL_RULES"], !named.isEmpty {
            folders.append(named)
        }
        if let workspace { folders.append("\(workspace)/rules") }
        let program = URL(fileURLWithPath: Self.programPath).resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        folders.append(folder.appendingPathComponent("../share/jol/rules").standardized.path)
        // .build/<triple>/release stands three folders below the checkout.
        for _ in 0..<5 {
            folders.append(folder.appendingPathComponent("GeoData/rules").path)
            folder = folder.deletingLastPathComponent()
        }
        self.folders = folders
    }

    /// The file of a pack by its name with ending, for example `recording-breaks-kz.csv`.
    ///
    /// - Throws: `.componentMissing` with the folders searched.
    package func path(_ name: String) throws(IntakeError) -> String {
        for folder in folders {
            let path = "\(folder)/\(name)"
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        throw IntakeError(
            .componentMissing,
            subject: name,
            detail: "The rule pack is in none of \(folders.joined(separator: ", ")).",
            remedy: "Set JOL_RULES to the folder GeoData/rules of Jol's checkout."
        )
    }

    /// `/proc` knows the program whatever name it was called by.
    private static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }
}

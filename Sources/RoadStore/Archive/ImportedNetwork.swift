import Foundation
import RoadModel

/// What the ledger says of an imported road map: its file, which lies among the received ones, and the
/// compiled image.
struct ImportedNetwork {
    let entry: Int
    let version: String
    let source: String
    private let name: String
    private let image: (file: String, sha: String)?

    init?(_ entry: LedgerEntry) {
        guard let version = entry.detail["version"], let source = entry.detail["source"],
            source.count == 64, source.allSatisfy(\.isHexDigit)
        else { return nil }
        (self.entry, self.version, self.source) = (entry.entry, version, source)
        name = entry.detail["name"] ?? version
        if let file = entry.detail["image"], let sha = entry.detail["imageSHA256"],
            !file.contains("/")
        {
            image = (file, sha)
        } else {
            image = nil
        }
    }

    /// Reads both anew and holds them against their digests.
    func check(_ workspace: Workspace, _ report: inout ArchiveReport, _ progress: (Int) -> Void) {
        let path = ObjectStore(workspace: workspace).path(of: ContentDigest(hex: source))
        report.hold(
            path,
            to: source,
            of: "road map (\(name)), entry \(entry)",
            as: \.networks,
            progress
        )
        guard let image else { return }
        let compiled = workspace.networks.appendingPathComponent(image.file).path
        report.hold(
            compiled,
            to: image.sha,
            of: "compiled network, entry \(entry)",
            as: \.networks,
            progress
        )
    }
}

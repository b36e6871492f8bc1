import RoadIngest
package import RoadModel
package import RoadStore

/// Files that a workspace received, opened again as they were read.
package enum ReceivedFiles {
    /// Every export of complexes, oldest first.
    package static func complexes(in store: Store) throws(IntakeError) -> [PassageFile] {
        let objects = ObjectStore(workspace: store.workspace)
        let sites = try store.knownSites()
        var files: [PassageFile] = []
        for receipt in try store.receipts(kind: .complexes) {
            let record = ReadingRecord.read(try store.readingOptions(ofReceipt: receipt.number))
            var file = PassageFile(
                objects.path(of: ContentDigest(hex: receipt.sha256)),
                received: receipt.received
            )
            file.subject = receipt.name
            file.zone = record.zone.flatMap { CivilZone(named: $0) }
            file.extent = record.extent
            file.knownSites = sites
            if let toml = record.profile {
                file.profile = try RecordProfile(toml: toml, subject: receipt.name)
            }
            files.append(file)
        }
        return files
    }
}

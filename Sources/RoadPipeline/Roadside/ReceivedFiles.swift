import RoadIngest
package import RoadModel
package import RoadStore

/// Files that a workspace received, opened again as they were read.
package enum ReceivedFiles {
    /// Every export of complexes whose content was not erased, oldest first; of one receipt when
    /// given.
    package static func complexes(
        in store: Store,
        receipt number: Int64? = nil
    ) throws(IntakeError) -> [PassageFile] {
        let objects = ObjectStore(workspace: store.workspace)
        let sites = try store.knownSites()
        var files: [PassageFile] = []
        for receipt in try store.receipts(kind: .complexes)
        where number == nil || receipt.number == number {
            let digest = ContentDigest(hex: receipt.sha256)
            if try store.isErased(digest) { continue }
            let record = ReadingRecord.read(try store.readingOptions(ofReceipt: receipt.number))
            var file = PassageFile(objects.path(of: digest), received: receipt.received)
            file.object = (objects, digest)
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

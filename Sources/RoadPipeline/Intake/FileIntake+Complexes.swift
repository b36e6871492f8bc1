package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in an export of roadside complexes in any format that a profile describes.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - entry: Its profile; `nil` is order 971 or the vendor's own, by what the file shows.
    ///   - zone: Zone of times without an offset; else the profile's.
    ///   - expectedExtent: Where records can be; used to recognise swapped axes.
    ///   - progress: Told of bytes read.
    /// - Returns: The receipt.
    /// - Throws: `.columnMissing`, `.encoding` and what ``takeIn(_:as:_:)`` throws.
    package func addComplexes(
        _ path: String,
        entry: ProfileShelf.Entry? = nil,
        zone: CivilZone?,
        expectedExtent: GeodeticExtent?,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Receipt {
        var record = ReadingRecord(zone: zone?.name, extent: expectedExtent)
        record.profile = entry?.toml
        let sites = try store.knownSites()
        return try takeIn(path, as: .complexes, with: record) { copy, session in
            var file = PassageFile(copy, received: received)
            file.subject = path
            file.profile = entry?.profile
            (file.zone, file.extent, file.knownSites) = (zone, expectedExtent, sites)
            let summary = try file.read(progress: progress) { batch, rejects throws(IntakeError) in
                try session.add(batch)
                try session.quarantine(rejects)
            }
            return IntakeClosing(format: summary.format, notes: summary.notes.map(\.text))
        }
    }
}

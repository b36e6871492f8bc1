package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in an export of roadside complexes: CSV with the columns of order 971.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - zone: Zone of times without an offset.
    ///   - expectedExtent: Where records can be; used to recognise swapped axes.
    ///   - progress: Told of bytes read.
    /// - Returns: The receipt.
    /// - Throws: `.columnMissing`, `.encoding` and what ``takeIn(_:as:_:)`` throws.
    package func addComplexes(
        _ path: String,
        zone: CivilZone?,
        expectedExtent: GeodeticExtent?,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Receipt {
        let options = PassageReadingOptions(
            subject: path,
            receivedAt: received,
            zone: zone,
            expectedExtent: expectedExtent
        )
        let record = ReadingRecord(zone: zone?.name, extent: expectedExtent)
        return try takeIn(path, as: .complexes, with: record) { copy, session in
            let file = try MappedFile(path: copy)
            return try file.withBytes { bytes in
                var reader = try PassageReader(bytes, options: options)
                var batch = PassageBatch()
                var rejects: [Reject] = []
                while reader.next(bytes, into: &batch, rejects: &rejects) {
                    try session.add(batch)
                    try session.quarantine(rejects)
                    rejects.removeAll(keepingCapacity: true)
                    progress.advance(to: reader.byteOffset, of: file.count, unit: .bytes)
                }
                return IntakeClosing(
                    format: "Order 971 CSV",
                    notes: reader.notes.map(\.text)
                )
            }
        }
    }
}

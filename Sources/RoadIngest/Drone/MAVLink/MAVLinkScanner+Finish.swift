import RoadModel

extension MAVLinkScanner {
    /// The fewest packets that make an unknown definition of a known message believable.
    ///
    /// A damaged packet fits some other definition by chance once in 256.
    private static let fewestOfDialect = 3

    /// Gathers the packets into tables and closes the books.
    mutating func finish(_ bytes: RawSpan) -> MAVLinkFile {
        for index in collectors.indices {
            let collector = collectors[index]
            // So that the list goes with this turn of the loop.
            collectors[index].starts = []
            collectors[index].block = nil
            if let message = collector.message, !collector.starts.isEmpty {
                file.tables.append(table(bytes, collector, message))
            }
        }
        settleForeign(bytes, isOver: true)
        close()
        file.census = collectors.compactMap { collector in
            guard let message = collector.message, collector.recordCount > 0 else { return nil }
            return RawTables.Entry(
                name: message.name,
                rows: collector.recordCount,
                columns: 4 + RawTables.mavlinkColumns(message).count
            )
        }
        return file
    }

    /// The packets read last, and makes room: those before byte `start` are forgotten, but for the
    /// last ones of each message that is rare.
    ///
    /// Packets without a definition are counted only.
    mutating func window(
        _ bytes: RawSpan,
        forgettingBefore start: Int,
        isOver: Bool
    ) -> MAVLinkFile {
        for index in collectors.indices { collectors[index].forget(before: start) }
        if mendedStamps.count > 0 { mendedStamps = mendedStamps.filter { $0.key >= start } }
        settleForeign(bytes, isOver: isOver)
        file.foreign = []
        close()
        var window = file
        for collector in collectors {
            guard let message = collector.message, !collector.starts.isEmpty else { continue }
            window.tables.append(table(bytes, collector, message))
        }
        return window
    }

    private mutating func close() {
        file.lost = losses.ranges
        file.senders = allSenders()
        file.isStamped = stampByteCount > 0
    }

    /// Decides about packets whose checksum fits another definition: a few are damage, which is
    /// known for certain when the log is over.
    private mutating func settleForeign(_ bytes: RawSpan, isOver: Bool) {
        var late: [LostRange] = []
        for index in collectors.indices where !collectors[index].foreign.isEmpty {
            let collector = collectors[index]
            collectors[index].foreign = []
            collectors[index].foreignExtras = []
            for (extra, starts) in grouped(collector) {
                let isFew =
                    collector.message != nil && !collector.dialects.contains(extra)
                    && starts.count < Self.fewestOfDialect
                if isFew, isOver {
                    for mark in starts {
                        let end = mark + MAVLinkFrame(bytes, at: mark).byteCount
                        let start = mark - stampByteCount
                        late.append(LostRange(start: start, end: end, reason: .malformedRecord))
                        file.bytesUnderstood -= end - start
                        file.recordsRead -= 1
                        file.recordsBroken += 1
                    }
                } else if isFew {
                    collectors[index].foreign += starts
                    collectors[index].foreignExtras += starts.map { _ in extra }
                } else {
                    collectors[index].dialects.insert(extra)
                    file.recordsForeign += starts.count
                    if collector.isWanted {
                        file.foreign.append(foreignTable(bytes, collector, extra, starts))
                    }
                }
            }
        }
        losses.merge(late)
    }

    private func grouped(_ collector: MAVLinkCollector) -> [(UInt8, [Int])] {
        var byExtra: [UInt8: [Int]] = [:]
        for (mark, extra) in zip(collector.foreign, collector.foreignExtras) {
            byExtra[extra, default: []].append(mark)
        }
        return byExtra.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func table(
        _ bytes: RawSpan,
        _ collector: MAVLinkCollector,
        _ message: MAVLinkMessage
    ) -> MAVLinkTable {
        let stride = MAVLinkTable.headByteCount + max(message.byteCount, collector.longest)
        let rows = collector.block ?? RecordBlockKernel()
        if collector.block == nil {
            MAVLinkRowKernel.append(
                bytes,
                starts: collector.starts[...],
                stride: stride,
                isStamped: stampByteCount > 0,
                to: rows
            )
        }
        if !mendedStamps.isEmpty {
            for (row, mark) in collector.starts.enumerated() {
                if let stamp = mendedStamps[mark] { rows.store(stamp, at: row * stride) }
            }
        }
        return MAVLinkTable(
            message: message,
            count: collector.starts.count,
            stride: stride,
            rows: rows,
            starts: collector.starts
        )
    }

    private func foreignTable(
        _ bytes: RawSpan,
        _ collector: MAVLinkCollector,
        _ extra: UInt8,
        _ starts: [Int]
    ) -> MAVLinkForeignTable {
        var payloads: [UInt8] = []
        var ends: [Int] = []
        for mark in starts {
            let frame = MAVLinkFrame(bytes, at: mark)
            let first = mark + frame.headByteCount
            for offset in first..<first + frame.payloadByteCount {
                payloads.append(bytes.uint8(at: offset) ?? 0)
            }
            ends.append(payloads.count)
        }
        return MAVLinkForeignTable(
            messageID: collector.messageID,
            crcExtra: extra,
            starts: starts,
            payloads: payloads,
            ends: ends
        )
    }
}

import RoadModel

extension MAVLinkScanner {
    /// The fewest packets that make an unknown definition of a known message believable.
    ///
    /// A damaged packet fits some other definition by chance once in 256.
    private static let fewestOfDialect = 3

    /// Gathers the packets into tables and closes the books.
    mutating func finish(_ bytes: RawSpan) -> MAVLinkFile {
        var late: [LostRange] = []
        for index in collectors.indices {
            let collector = collectors[index]
            // So that the lists go with this turn of the loop.
            collectors[index].starts = []
            collectors[index].foreign = []
            if let message = collector.message, !collector.starts.isEmpty {
                file.tables.append(table(bytes, collector, message))
            }
            for (extra, starts) in grouped(collector) {
                let isDamage = collector.message != nil && starts.count < Self.fewestOfDialect
                if isDamage {
                    for mark in starts {
                        let end = mark + MAVLinkFrame(bytes, at: mark).byteCount
                        let start = mark - stampByteCount
                        late.append(LostRange(start: start, end: end, reason: .malformedRecord))
                        file.bytesUnderstood -= end - start
                        file.recordsRead -= 1
                        file.recordsBroken += 1
                    }
                } else {
                    file.recordsForeign += starts.count
                    if collector.isWanted {
                        file.foreign.append(foreignTable(bytes, collector, extra, starts))
                    }
                }
            }
        }
        losses.merge(late)
        file.lost = losses.ranges
        file.senders = allSenders()
        file.isStamped = stampByteCount > 0
        return file
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
        var rows = MAVLinkRowKernel.rows(
            bytes,
            starts: collector.starts,
            stride: stride,
            isStamped: stampByteCount > 0
        )
        if !mendedStamps.isEmpty {
            for (row, mark) in collector.starts.enumerated() {
                guard let stamp = mendedStamps[mark] else { continue }
                for place in 0..<8 {
                    let byte = UInt8(truncatingIfNeeded: stamp >> UInt64(8 * place))
                    rows[row * stride + place] = byte
                }
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

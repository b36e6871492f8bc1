import RoadModel

/// Average speeds between complexes, from reads of plates alone.
///
/// Reads are sorted once by plate and time; every plate's reads are then walked front to back, so
/// that the work is that of the sort. A way through a section is an entry followed by an exit of
/// the same plate with no other read at the same entry between. What clocks and length may be
/// wrong is put in the vehicle's favour.
package struct SectionControl: Sendable {
    /// Ways that were found.
    package private(set) var transits: [SectionTransit] = []
    /// Counts of everything that came to nothing, by section.
    package private(set) var tallies: [Tally]

    /// What became of a section's reads.
    package struct Tally: Sendable, Hashable {
        /// Reads at the entry, after repeats were put together.
        package var entries = 0
        /// Reads at the exit.
        package var exits = 0
        /// Reads of one vehicle at one complex within `duplicateSeconds`.
        package var repeats = 0
        /// Ways slower than `slowestKmh`: a stop, or the vehicle left and came back.
        package var stopped = 0
        /// Ways faster than `fastestKmh`: two vehicles with one plate, or a wrong clock.
        package var impossible = 0
        /// Entries that no exit follows.
        package var entriesAlone = 0
        /// Exits that no entry precedes.
        package var exitsAlone = 0
        /// Reads left alone that fit several others: nothing is guessed.
        package var ambiguous = 0
    }

    private let sections: [ControlledSection]
    private let policy: SectionPolicy

    /// Joins reads over sections.
    package init(_ reads: SectionReads, _ sections: [ControlledSection], _ policy: SectionPolicy) {
        (self.sections, self.policy) = (sections, policy)
        tallies = [Tally](repeating: Tally(), count: sections.count)
        let order = Self.sorted(reads)
        var lonely = LonelyReads(sections: sections.count)
        for section in sections.indices {
            guard let entry = reads.index(of: sections[section].entry),
                let exit = reads.index(of: sections[section].exit)
            else { continue }
            walk(reads, order, section, entry, exit, &lonely)
        }
        if policy.mendsMisreads {
            for section in sections.indices { mend(reads, section, lonely) }
        }
        for transit in transits {
            switch transit.join {
            case .exact: break
            case .ambiguous: tallies[transit.section].ambiguous += 1
            case .mended:
                tallies[transit.section].entriesAlone -= 1
                tallies[transit.section].exitsAlone -= 1
            }
        }
        let times = reads.microseconds
        transits.sort {
            ($0.section, times[$0.exit], $0.exit) < ($1.section, times[$1.exit], $1.exit)
        }
    }

    /// Reads by plate, then time, then complex.
    private static func sorted(_ reads: SectionReads) -> [UInt32] {
        let (key, time) = (reads.key, reads.microseconds)
        // Bucketed by the key's upper bits first: sorting many short runs stays in the cache.
        let bits = max(1, min(16, Int.bitWidth - (reads.count / 64).leadingZeroBitCount))
        let shift = UInt64(64 - bits)
        var starts = [Int](repeating: 0, count: (1 << bits) + 1)
        for value in key { starts[Int(mix(value) >> shift) + 1] += 1 }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var order = [UInt32](repeating: 0, count: reads.count)
        for index in 0..<reads.count {
            let bucket = Int(mix(key[index]) >> shift)
            order[next[bucket]] = UInt32(index)
            next[bucket] += 1
        }
        for bucket in 0..<starts.count - 1 where starts[bucket + 1] - starts[bucket] > 1 {
            order[starts[bucket]..<starts[bucket + 1]].sort { a, b in
                let (a, b) = (Int(a), Int(b))
                if key[a] != key[b] { return key[a] < key[b] }
                return time[a] != time[b] ? time[a] < time[b] : a < b
            }
        }
        return order
    }

    /// Spreads keys over buckets: pseudonyms are uniform, hashes of short plates less so.
    @inline(__always)
    private static func mix(_ key: UInt64) -> UInt64 {
        // Multiplier of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
        (key ^ key >> 31) &* 0x9E37_79B9_7F4A_7C15
    }

    private mutating func walk(
        _ reads: SectionReads,
        _ order: [UInt32],
        _ section: Int,
        _ entryDevice: UInt32,
        _ exitDevice: UInt32,
        _ lonely: inout LonelyReads
    ) {
        let duplicate = Int64(policy.duplicateSeconds * 1e6)
        var tally = tallies[section]
        var open = -1
        var lastExit = -1
        // An entry that another one replaced, and the way that the last exit closed: reads that
        // may belong to a look-alike plate make the way beside them doubtful.
        var replaced = -1
        var closed = -1
        let slowest = Int64(sections[section].length.value / (policy.slowestKmh / 3.6) * 1e6)
        var key: UInt64 = 0
        func close() {
            if open >= 0 {
                tally.entriesAlone += 1
                lonely.entries[section].append(UInt32(open))
            }
            (open, lastExit, replaced, closed) = (-1, -1, -1, -1)
        }
        for position in order {
            let read = Int(position)
            let device = reads.device[read]
            guard device == entryDevice || device == exitDevice else { continue }
            if reads.key[read] != key {
                close()
                key = reads.key[read]
            }
            let time = reads.microseconds[read]
            if device == entryDevice {
                if open >= 0, time - reads.microseconds[open] <= duplicate {
                    // Of repeated reads the later is nearer to the stretch that is measured; the
                    // earlier one gives the lower speed and is kept.
                    tally.repeats += 1
                    continue
                }
                replaced = open
                if open >= 0 {
                    tally.entriesAlone += 1
                    lonely.entries[section].append(UInt32(open))
                }
                (open, closed) = (read, -1)
                tally.entries += 1
                continue
            }
            if lastExit >= 0, time - reads.microseconds[lastExit] <= duplicate, open < 0 {
                tally.repeats += 1
                continue
            }
            tally.exits += 1
            lastExit = read
            guard open >= 0 else {
                tally.exitsAlone += 1
                lonely.exits[section].append(UInt32(read))
                if closed >= 0, time - reads.microseconds[transits[closed].entry] <= slowest {
                    transits[closed].join = .ambiguous
                }
                closed = -1
                continue
            }
            var transit = transit(reads, section, open, read, .exact)
            if transit.speedKmh < policy.slowestKmh {
                tally.stopped += 1
            } else if transit.speedKmh > policy.fastestKmh {
                tally.impossible += 1
            } else {
                if replaced >= 0, time - reads.microseconds[replaced] <= slowest {
                    transit.join = .ambiguous
                }
                closed = transits.count
                transits.append(transit)
            }
            (open, replaced) = (-1, -1)
        }
        close()
        tallies[section] = tally
    }

    private func transit(
        _ reads: SectionReads,
        _ section: Int,
        _ entry: Int,
        _ exit: Int,
        _ join: SectionTransit.Join
    ) -> SectionTransit {
        let place = sections[section]
        let elapsed = reads.microseconds[exit] - reads.microseconds[entry]
        let seconds = max(Double(elapsed) / 1e6, 1e-6)
        let clocks = 2 * policy.clockErrorSeconds
        let length = place.length.value
        let error = place.lengthError.value
        let (firstDay, lastDay) = (Self.localDay(reads, entry), Self.localDay(reads, exit))
        // Where both ends name a class, the one with the higher limit counts.
        var vehicle = reads.vehicle[entry]
        var limit = place.limit(of: vehicle, day: Int(lastDay))
        let other = reads.vehicle[exit]
        if other != vehicle, other != .unknown {
            let second = place.limit(of: other, day: Int(lastDay))
            if vehicle == .unknown || second > limit { (vehicle, limit) = (other, second) }
        }
        return SectionTransit(
            section: section,
            entry: entry,
            exit: exit,
            join: join,
            seconds: seconds,
            speedKmh: length / seconds * 3.6,
            lowerKmh: max(0, length - error) / (seconds + clocks) * 3.6,
            upperKmh: seconds > clocks ? (length + error) / (seconds - clocks) * 3.6 : .infinity,
            limitKmh: limit,
            vehicle: vehicle,
            crossesMidnight: firstDay != lastDay
        )
    }

    private static func localDay(_ reads: SectionReads, _ read: Int) -> Int64 {
        let local = reads.microseconds[read] + Int64(reads.offsetSeconds[read]) * 1_000_000
        return local >= 0 ? local / 86_400_000_000 : (local + 1) / 86_400_000_000 - 1
    }

    /// Joins reads that no equal plate joined, where just one pair is one character apart.
    private mutating func mend(_ reads: SectionReads, _ section: Int, _ lonely: LonelyReads) {
        let pairs = MisreadPairs(
            reads,
            entries: lonely.entries[section],
            exits: lonely.exits[section],
            fastestSeconds: sections[section].length.value / (policy.fastestKmh / 3.6),
            // A misread vehicle that stopped is not worth a guess: only plain ways are mended.
            slowestSeconds: sections[section].length.value / (30 / 3.6)
        )
        tallies[section].ambiguous += pairs.ambiguous
        for (entry, exit) in pairs.found {
            transits.append(transit(reads, section, entry, exit, .mended))
        }
    }

    /// Whether a way breaks its section's limit for sure.
    ///
    /// A way that competing reads make doubtful never does.
    package func isViolation(_ transit: SectionTransit) -> Bool {
        guard transit.join != .ambiguous else { return false }
        let excess = transit.lowerKmh - transit.limitKmh
        return policy.thresholdKmh > 0 ? excess >= policy.thresholdKmh : excess > 0
    }
}

/// Reads that no equal plate was found for.
struct LonelyReads {
    var entries: [[UInt32]]
    var exits: [[UInt32]]

    init(sections: Int) {
        entries = [[UInt32]](repeating: [], count: sections)
        exits = entries
    }
}

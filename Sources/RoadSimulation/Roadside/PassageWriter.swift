import RoadModel

/// Writes the records of all complexes, month by month, in constant memory.
///
/// The columns are those of order 971 of the Ministry of Internal Affairs of 31.12.2014, annex
/// 1-1, with `heading` and `accuracy_m`. The law has the site's coordinates in `site_lat` and
/// `site_lon`; here each record carries the measured place of the vehicle instead: the true
/// place on the road's line plus a normal error of `accuracy_m` east and north.
struct PassageWriter {
    /// The first line of every file.
    static let header =
        "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,"
        + "place_text,cert_no,cert_valid_until,cert_lab,vehicle_kind,vehicle_make,plate,"
        + "plate_confidence,speed_measured,speed_limit,lane,device_mode,heading,accuracy_m\n"

    private let world: SimulatedWorld
    private let options: SimulationOptions
    private let complexes: [RoadsideComplex]
    private let lexicon = VehicleLexicon()
    private let accuracyText: [UInt8]
    /// Violations written so far.
    private(set) var violations = 0

    /// Prepares the texts that do not change.
    init(world: SimulatedWorld, options: SimulationOptions, complexes: [RoadsideComplex]) {
        (self.world, self.options, self.complexes) = (world, options, complexes)
        var accuracy = ByteText()
        accuracy.fixed(options.accuracyMetres, decimals: 1)
        accuracyText = accuracy.bytes
    }

    /// Writes all months; `progress` hears the share done.
    mutating func write(
        to folder: OutputFolder,
        progress: (Double) -> Void
    ) throws(IntakeError) {
        let first = LocalCalendar.firstDay(year: Simulator.firstYear, month: 1)
        let end = LocalCalendar.firstDay(year: Simulator.lastYear, month: 13)
        let total = options.scaledPassages
        var done = 0
        for year in Simulator.firstYear...Simulator.lastYear {
            for month in 1...12 {
                let days =
                    LocalCalendar.firstDay(
                        year: year,
                        month: month
                    )..<LocalCalendar.firstDay(
                        year: year,
                        month: month + 1
                    )
                // Rounding the running total keeps the sum exact.
                let share = Double(days.upperBound - first) / Double(end - first)
                let target = Int((Double(total) * share).rounded())
                try writeMonth(year, month, days, count: target - done, to: folder)
                done = target
                progress(share)
            }
        }
    }

    private mutating func writeMonth(
        _ year: Int,
        _ month: Int,
        _ days: Range<Int>,
        count: Int,
        to folder: OutputFolder
    ) throws(IntakeError) {
        let name = "complexes/complex-\(year)-\(zeroPadded(month, 2)).csv"
        let file = try folder.open(name)
        var random = SeededStream(
            seed: options.seed,
            part: "passages",
            index: year * 12 + month
        )
        var out = ByteText(capacity: StreamedFile.drainThreshold + 1024)
        out.text(Self.header)
        var day = DayContext(day: days.lowerBound, complexes: complexes, world: world)
        let length = Double(days.count)
        for row in 0..<count {
            // One event in each of `count` equal strips of the month: sorted without a sort.
            let strip = (Double(row) + random.uniform()) / Double(count) * length
            let today = min(days.lowerBound + Int(strip), days.upperBound - 1)
            if today != day.day {
                day = DayContext(day: today, complexes: complexes, world: world)
            }
            let quantile = strip - strip.rounded(.down)
            let share = DayProfile.traffic.share(quantile: quantile)
            let instant = LocalCalendar.instant(day: today, share: share) / 1000 * 1000
            writeRow(at: instant, day, &random, to: &out)
            if out.bytes.count >= StreamedFile.drainThreshold { try file.drain(&out) }
        }
        try file.drain(&out)
        try folder.close(file, records: count)
    }

    private mutating func writeRow(
        at microseconds: Int64,
        _ day: DayContext,
        _ random: inout SeededStream,
        to out: inout ByteText
    ) {
        guard !day.posts.isEmpty else { return }
        let post = day.posts[random.index(cumulated: day.cumulated)]
        let isForward = post.watchesBoth ? random.next() >> 63 == 0 : post.watchesForward
        let limit = post.limitKmh

        // The normal law around 3 km/h below the limit puts 17.7 % at limit + 10 or more.
        var speed = max(12, Int((Double(limit - 3) + 14 * random.normal()).rounded()))
        var offence: [UInt8]?
        if speed >= limit + 10 {
            offence = Self.speeding
        } else if random.uniform() < 0.028 {
            offence = (post.isInSettlement ? lexicon.townOffences : lexicon.roadOffences)
                .draw(&random)
            speed = min(speed, limit)
        }
        if offence != nil { violations += 1 }

        out.encoded(post.prefix)
        day.writeTime(microseconds, to: &out)
        out.comma()
        out.encoded(offence ?? Self.passage)
        out.encoded(isForward ? Self.approaching : Self.receding)
        let north = options.accuracyMetres * random.normal()
        let east = options.accuracyMetres * random.normal()
        out.scaled(post.latitudeE7 + Int((north * post.northUnits).rounded()), decimals: 7)
        out.comma()
        out.scaled(post.longitudeE7 + Int((east * post.eastUnits).rounded()), decimals: 7)
        out.encoded(post.paper)
        out.encoded(lexicon.kinds.draw(&random))
        out.comma()
        out.encoded(lexicon.makes.draw(&random))
        out.comma()
        lexicon.writePlate(&random, to: &out)
        out.comma()
        let bits = random.next()
        out.integer(99 - Int(bits % 5) * Int((bits >> 8) % 5))
        out.comma()
        out.integer(speed)
        out.comma()
        out.integer(limit)
        out.comma()
        out.integer(1 + Int((bits >> 16) % UInt64(post.lanes)))
        out.encoded(post.mode)
        if random.uniform() >= options.headingMissingShare {
            let heading =
                post.headingDegrees + (isForward ? 0 : 180)
                + options.headingSigmaDegrees * random.normal()
            out.scaled(Elementary.tenths(ofHeading: heading), decimals: 1)
        }
        out.comma()
        out.encoded(accuracyText)
        out.endLine()
    }

    private static let speeding = Array("SPEED_INSTANT".utf8)
    private static let passage = Array("PASSAGE".utf8)
    private static let approaching = Array(",approaching,".utf8)
    private static let receding = Array(",receding,".utf8)
}

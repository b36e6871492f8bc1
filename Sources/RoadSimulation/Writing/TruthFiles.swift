import RoadModel

/// What a reader of the world could not know: true places, rates, effects.
///
/// Nodes `u` and `v` are the ends of the piece of `way` in the direction of travel, measures run
/// from `u`. A place is given with nine decimals, exactly on the line between two vertices.
struct TruthFiles {
    private let world: SimulatedWorld
    private let options: SimulationOptions

    /// Prepares to write.
    init(world: SimulatedWorld, options: SimulationOptions) {
        (self.world, self.options) = (world, options)
    }

    /// True place of every crash, by the card's number.
    func crashes(_ crashes: [SimulatedCrash]) -> ByteText {
        var out = ByteText(capacity: crashes.count * 100)
        out.text("id,way,u,v,measure_m,lon,lat,heading,segment_rate,hotspot\n")
        for crash in crashes {
            out.text(crash.id)
            out.comma()
            writePlace(crash.piece, crash.measure, crash.isForward, to: &out)
            out.comma()
            out.fixed(crash.rate, decimals: 6)
            out.comma()
            out.text(crash.hotspot)
            out.endLine()
        }
        return out
    }

    /// Where every complex stood, by serial number, direction and local days, both included.
    func complexes(_ complexes: [RoadsideComplex]) -> (text: ByteText, rows: Int) {
        var out = ByteText(capacity: 1 << 16)
        var rows = 0
        out.text(
            "device_serial,device_name,mobile,direction,first_day,last_day,way,u,v,measure_m,"
                + "lon,lat,heading,speed_limit\n"
        )
        let end = LocalCalendar.firstDay(year: Simulator.lastYear, month: 13)
        for complex in complexes {
            for (index, station) in complex.stations.enumerated() {
                let isLast = index + 1 == complex.stations.count
                let until = isLast ? end : complex.stations[index + 1].firstDay
                for isForward in [true, false]
                where station.watchesBoth || isForward == station.watchesForward {
                    out.text("\(complex.serial),\(complex.name),\(complex.isMobile ? 1 : 0),")
                    out.text(isForward ? "approaching," : "receding,")
                    out.text("\(CivilDate(daysSinceEpoch: station.firstDay)),")
                    out.text("\(CivilDate(daysSinceEpoch: until - 1)),")
                    writePlace(station.piece, station.measure, isForward, to: &out)
                    out.comma()
                    out.integer(world.traits(of: world.pieces[station.piece]).limitKmh)
                    out.endLine()
                    rows += 1
                }
            }
        }
        return (out, rows)
    }

    /// True rate of every piece, and from when the effect of which complex applies.
    func rates(_ model: RiskModel) -> ByteText {
        var out = ByteText(capacity: model.risks.count * 120)
        out.text(
            "way,u,v,class,length_m,rate_per_km_year,hotspot,hotspot_from_m,hotspot_to_m,"
                + "hotspot_factor,effect,effect_from,effect_of\n"
        )
        for risk in model.risks {
            let piece = world.pieces[risk.piece]
            writeEnds(piece, true, to: &out)
            out.text(",\(world.traits(of: piece).highwayTag),")
            out.fixed(piece.length, decimals: 3)
            out.comma()
            out.fixed(risk.rate, decimals: 6)
            out.comma()
            if let hotspot = risk.hotspot {
                out.text("\(hotspot.id),")
                out.fixed(hotspot.from, decimals: 3)
                out.comma()
                out.fixed(hotspot.to, decimals: 3)
                out.comma()
                out.fixed(hotspot.factor, decimals: 3)
            } else {
                out.text(",,,")
            }
            out.comma()
            out.fixed(risk.effectFrom == nil ? 1 : options.enforcementEffect, decimals: 4)
            out.comma()
            if let from = risk.effectFrom { out.text("\(Timestamp(microseconds: from))") }
            out.text(",\(risk.effectOf)\n")
        }
        return out
    }

    /// Which pieces every flight follows and when, on the vehicle's own clock.
    func flights(_ flights: [PatrolFlight]) -> (text: ByteText, rows: Int) {
        var out = ByteText(capacity: 1 << 15)
        var rows = 0
        out.text(
            "file,utc_at_zero_us,leg,way,u,v,length_m,enter_us,exit_us,measure_exit_m\n"
        )
        for flight in flights {
            let flown = flight.distance(atSecond: Double(flight.seconds))
            for (order, leg) in flight.route.legs.enumerated() where leg.start < flown {
                let piece = world.pieces[leg.piece]
                let exit = min(flown - leg.start, piece.length)
                out.text("flight-\(zeroPadded(flight.number, 3)).ulg,\(flight.utcAtBoot),")
                out.text("\(order + 1),")
                writeEnds(piece, leg.isForward, to: &out)
                out.comma()
                out.fixed(piece.length, decimals: 3)
                out.text(",\(flight.vehicleMicroseconds(atDistance: leg.start)),")
                out.text("\(flight.vehicleMicroseconds(atDistance: leg.start + exit)),")
                out.fixed(exit, decimals: 3)
                out.endLine()
                rows += 1
            }
        }
        return (out, rows)
    }

    private func writeEnds(_ piece: RoadPiece, _ isForward: Bool, to out: inout ByteText) {
        out.integer(Int(world.roads[piece.road].id))
        out.comma()
        out.integer(Int(world.nodeID(isForward ? piece.from : piece.to)))
        out.comma()
        out.integer(Int(world.nodeID(isForward ? piece.to : piece.from)))
    }

    private func writePlace(
        _ index: Int,
        _ measure: Double,
        _ isForward: Bool,
        to out: inout ByteText
    ) {
        let piece = world.pieces[index]
        let place = piece.place(at: measure)
        writeEnds(piece, isForward, to: &out)
        out.comma()
        out.fixed(isForward ? measure : piece.length - measure, decimals: 3)
        out.comma()
        out.fixed(place.longitude, decimals: 9)
        out.comma()
        out.fixed(place.latitude, decimals: 9)
        out.comma()
        let heading = place.headingDegrees + (isForward ? 0 : 180)
        out.scaled(Elementary.tenths(ofHeading: heading), decimals: 1)
    }
}

/// Words for vehicles and offences, already encoded, with how often they occur.
struct VehicleLexicon {
    /// Texts with cumulated weights.
    struct Choice {
        /// Encoded texts.
        let texts: [[UInt8]]
        /// Running sums of the weights.
        let cumulated: [Double]

        /// Encodes texts and adds their weights up.
        init(_ entries: [(String, Double)]) {
            var sum = 0.0
            texts = entries.map { Array($0.0.utf8) }
            cumulated = entries.map { entry in
                sum += entry.1
                return sum
            }
        }

        /// Draws one text.
        func draw(_ random: inout SeededStream) -> [UInt8] {
            texts[random.index(cumulated: cumulated)]
        }
    }

    /// Vehicle classes.
    let kinds = Choice([
        ("passenger", 84), ("truck", 9), ("bus", 4), ("motorcycle", 1), ("trailer", 2),
    ])
    /// Makes; all made up.
    let makes = Choice([
        ("Tulpar", 30), ("Argymaq", 22), ("Sunqar", 17), ("Bars", 13), ("Qulan", 10),
        ("Dombyra Motors", 5), ("", 3),
    ])
    /// Offences other than speeding inside settlements; codes of the record format.
    let townOffences = Choice([
        ("RED_LIGHT", 30), ("STOP_LINE", 25), ("PEDESTRIAN", 15), ("LANE_CHANGE", 12),
        ("BUS_LANE", 10), ("SOLID_LINE", 8),
    ])
    /// Offences other than speeding elsewhere.
    let roadOffences = Choice([("SOLID_LINE", 60), ("ONCOMING", 40)])
    /// Letters that plates use.
    let letters: [UInt8] = Array("ABCDEFGHJKLMNOPRSTUVWXYZ".utf8)

    /// Appends a plate of the series of 2012 with region 98, which does not exist: `NNNLLL98`,
    /// one in ten `NNNLL98` as for legal entities.
    func writePlate(_ random: inout SeededStream, to out: inout ByteText) {
        var bits = random.next()
        out.padded(1 + Int(bits % 999), width: 3)
        bits >>= 16
        let count = bits % 10 == 0 ? 2 : 3
        for _ in 0..<count {
            bits >>= 8
            out.ascii(letters[Int(bits & 0xff) % letters.count])
        }
        out.ascii(0x39)
        out.ascii(0x38)
    }
}

import Foundation
import TestKit
import Testing

/// Every verb through the real command, against the shared references and their tolerances.
@Suite(
    "jol trends on tables, against the references",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct TrendsVerbsTests {
    private let seatbelts = SharedReference.path("trends/data/seatbelts.csv")
    private static let deaths =
        "DriversKilled ~ t + law + log(PetrolPrice) + factor(month) + offset(log(kms))"

    private func reference(_ name: String) throws -> [String: Any] {
        let bytes = Data(try SharedReference.bytes("trends/ref/\(name).json"))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func answer(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    private func agrees(_ value: Any?, _ expected: Any?, _ tolerance: Double) -> Bool {
        let (a, b) = (number(value), number(expected))
        return abs(a - b) <= tolerance * max(abs(b), 1e-12)
    }

    private func rows(_ value: Any?) throws -> [[String: Any]] {
        try #require(value as? [[String: Any]])
    }

    /// The seat-belt table with a column `t` of months.
    private func withTime(_ folder: ScratchFolder) throws -> String {
        let bytes = try SharedReference.bytes("trends/data/seatbelts.csv")
        var lines: [String] = []
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let time = lines.isEmpty ? "t" : String(lines.count)
            lines.append(time + "," + line)
        }
        return try folder.write(lines.joined(separator: "\n"), to: "belts.csv")
    }

    /// One country of the joinpoint reference.
    private func country(_ name: String, _ folder: ScratchFolder, from: Int = 0) throws -> String {
        let bytes = try SharedReference.bytes("trends/data/oecd_deaths_4countries.csv")
        var lines = ["year,deaths"]
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: ",").map(String.init)
            guard cells[0] == name, let year = Int(cells[1]), year >= from else { continue }
            lines.append(cells[1] + "," + cells[2])
        }
        return try folder.write(lines.joined(separator: "\n"), to: "s.csv")
    }

    @Test(
        "glm gives R's coefficients, errors, deviance, θ and logLik",
        arguments: [
            ("poisson_DriversKilled", "poisson"), ("quasipoisson_DriversKilled", "quasipoisson"),
            ("negbin2_DriversKilled", "nb"),
        ]
    )
    func glm(name: String, family: String) throws {
        let folder = try ScratchFolder()
        let expected = try #require(try reference("glm_seatbelts")[name] as? [String: Any])
        let fit = try answer([
            "trends", "glm", withTime(folder), "--formula", Self.deaths, "--family", family,
        ])
        let coefficients = try rows(fit["coefficients"])
        let terms = try rows(expected["coef"])
        #expect(coefficients.count == terms.count)
        for (own, term) in zip(coefficients, terms) {
            #expect(agrees(own["estimate"], term["est"], 1e-6))
            #expect(agrees(own["se"], term["se"], 1e-5))
            #expect(agrees(own["statistic"], term["z"], 2e-5))
        }
        #expect(agrees(fit["deviance"], expected["deviance"], 1e-8))
        #expect(fit["n"] as? Int == 192)
        if family == "nb" { #expect(agrees(fit["theta"], expected["theta"], 1e-4)) }
        if family != "quasipoisson" {
            #expect(agrees(fit["logLik"], expected["loglik"], 1e-8))
        } else {
            #expect(fit["logLik"] is NSNull)
        }
        #expect((fit["flags"] as? [String]) == [])
    }

    @Test("θ at the boundary falls back on Poisson and says DEGENERATE, never NaN")
    func degenerate() throws {
        let folder = try ScratchFolder()
        let fit = try answer([
            "trends", "glm", withTime(folder), "--formula", "VanKilled ~ t + law + factor(month)",
            "--family", "nb",
        ])
        let expected = try #require(
            try reference("glm_seatbelts")["poisson_VanKilled"] as? [String: Any]
        )
        for (own, term) in zip(try rows(fit["coefficients"]), try rows(expected["coef"])) {
            #expect(agrees(own["estimate"], term["est"], 1e-6))
            #expect(agrees(own["se"], term["se"], 1e-5))
        }
        #expect(fit["theta"] is NSNull)
        #expect(fit["flags"] as? [String] == ["DEGENERATE"])
    }

    @Test("Newey–West errors of the drivers' model")
    func neweyWest() throws {
        let folder = try ScratchFolder()
        let expected = try rows(try reference("glm_seatbelts")["poisson_drivers_harmonic_NW12"])
        let fit = try answer([
            "trends", "glm", withTime(folder), "--formula",
            "drivers ~ t + law + log(kms) + log(PetrolPrice) + harmonic(t, 12, 2)",
            "--family", "poisson", "--se", "nw:12",
        ])
        for (own, term) in zip(try rows(fit["coefficients"]), expected) {
            #expect(agrees(own["se"], term["se"], 1e-5))
        }
    }

    @Test("joinpoints, criteria and squares of four countries", arguments: ["Japan", "Latvia"])
    func joinpoint(name: String) throws {
        let folder = try ScratchFolder()
        let expected = try #require(try reference("joinpoint")[name] as? [String: Any])
        let found = try answer([
            "trends", "joinpoint", country(name, folder), "--x", "year", "--y", "deaths",
            "--max", "3", "--permutations", "0", "--df", "known",
        ])
        let fits = try rows(found["fits"])
        for (own, row) in zip(fits, try rows(expected["unweighted"])) {
            let places = row["joinpoints"] as? [Double] ?? [number(row["joinpoints"])]
            #expect(own["joinpoints"] as? [Double] == places.filter { !$0.isNaN })
            #expect(agrees(own["sse"], row["sse"], 1e-9))
            #expect(agrees(own["wbic"], row["WBIC"], 1e-9))
            let segments = try rows(own["segments"])
            let changes = row["APC"] as? [Double] ?? [number(row["APC"])]
            for (segment, change) in zip(segments, changes) {
                #expect(agrees(segment["apc"], change, 1e-7))
            }
        }
        let selected = found["selected"] as? [String: Any]
        let select = expected["select"] as? [String: Any]
        #expect(number(selected?["bic3"]) == number(select?["BIC3"]))
        #expect(number(selected?["wbic"]) == number(select?["WBIC"]))
    }

    @Test("permutation counts repeat exactly with the reference's generator and seed")
    func permutations() throws {
        let folder = try ScratchFolder()
        let permutation = try #require(
            try reference("joinpoint")["permutation"] as? [String: Any]
        )
        let file = try country("Hungary", folder, from: 1990)
        for row in try rows(permutation["Hungary_1990_2016"]) {
            let (null, alternative) = (Int(number(row["k0"])), Int(number(row["k1"])))
            let found = try answer([
                "trends", "joinpoint", file, "--x", "year", "--y", "deaths", "--max", "3",
                "--permutations", "499", "--seed", "7160", "--test", "\(null):\(alternative)",
            ])
            let test = try #require(try rows(found["tests"]).first)
            #expect(number(test["exceeding"]) == number(row["count"]))
            #expect(agrees(test["statistic"], row["T"], 1e-9))
        }
    }

    @Test("a last piece of three years is a tail artefact")
    func tail() throws {
        let folder = try ScratchFolder()
        let found = try answer([
            "trends", "joinpoint", country("Iceland", folder), "--x", "year", "--y", "deaths",
            "--permutations", "0",
        ])
        #expect((found["flags"] as? [String] ?? []).contains("TAIL-ARTEFACT"))
    }

    @Test("Mann–Kendall and its variants for Japan")
    func mannKendall() throws {
        let folder = try ScratchFolder()
        let expected = try #require(try reference("mann_kendall")["japan"] as? [String: Any])
        let found = try answer([
            "trends", "mann-kendall", country("Japan", folder), "--x", "year", "--y", "deaths",
        ])
        #expect(number(found["s"]) == -757)
        let variants = try #require(found["variants"] as? [String: Any])
        for (own, name) in [
            ("original", "original"), ("hamed-rao", "hamed_rao"), ("yue-wang", "yue_wang"),
            ("pre-whitening", "pre_whitening"), ("tfpw", "tfpw"),
        ] {
            let (a, b) = (variants[own] as? [String: Any], expected[name] as? [String: Any])
            #expect(number(a?["s"]) == number(b?["s"]), "\(own)")
            #expect(agrees(a?["z"], b?["z"], 1e-9), "\(own)")
            #expect(agrees(a?["slope"], b?["slope"], 1e-9), "\(own)")
        }
        let line = found["theilSen"] as? [String: Any]
        #expect(agrees(line?["lower"], -364.8, 1e-9))
        #expect(agrees(line?["upper"], -217.40625, 1e-9))
    }

    @Test("change points of the Nile and of drivers killed")
    func changepoint() throws {
        let drivers = try answer([
            "trends", "changepoint", seatbelts, "--x", "year,month", "--y", "DriversKilled",
            "--min-segment", "12",
        ])
        #expect(drivers["breakpoints"] as? [Int] == [21, 60, 169])
        #expect((drivers["changes"] as? [String])?.last == "1983-02")
        #expect(agrees(drivers["objective"], -179_917.4224156607, 1e-12))
        let nile = try answer([
            "trends", "changepoint", SharedReference.path("trends/data/nile.csv"), "--x", "year",
            "--y", "volume", "--cost", "squares",
        ])
        #expect(nile["breakpoints"] as? [Int] == [28])
        #expect(agrees(nile["penalty"], 128_865.56624165602, 1e-9))
        let coal = try answer([
            "trends", "changepoint", SharedReference.path("trends/data/coal_disasters.csv"),
            "--x", "year", "--y", "disasters", "--changes", "1",
        ])
        let first = try #require(try rows(coal["posterior"]).first)
        #expect(first["last"] as? String == "1891")
        #expect(agrees(first["p"], 0.238554744835142, 1e-9))
    }

    @Test("late registrations are completed as the chain ladder does")
    func nowcast() throws {
        let expected = try #require(try reference("nowcast")["registration"] as? [String: Any])
        let found = try answer([
            "trends", "nowcast", SharedReference.path("trends/data/registration_triangle.csv"),
        ])
        let values = try #require(expected["nowcast"] as? [Double])
        let errors = try #require(expected["se_lawless"] as? [Double])
        for (index, period) in try rows(found["periods"]).enumerated() {
            #expect(agrees(period["nowcast"], values[index], 1e-9))
            #expect(abs(number(period["se"]) - errors[index]) < 1e-9)
        }
        #expect(agrees(found["nowcast"], expected["ytd_nowcast"], 1e-9))
    }

    @Test("contributions add up to the change, by every method")
    func decompose() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "factor,before,after\ntravel,10,12\nrisk,2,1.5\nseverity,0.1,0.09\n",
            to: "f.csv"
        )
        for method in ["lmdi", "shapley"] {
            let found = try answer(["trends", "decompose", file, "--method", method])
            var sum = 0.0
            for row in try rows(found["contributions"]) { sum += number(row["contribution"]) }
            #expect(abs(sum - (1.62 - 2)) < 1e-12)
        }
        let groups = try folder.write(
            "group,share_before,share_after,rate_before,rate_after\na,0.4,0.5,10,9\nb,0.6,0.5,5,4\n",
            to: "g.csv"
        )
        let found = try answer(["trends", "decompose", groups])
        #expect(found["method"] as? String == "kitagawa")
        // Composition 0.1·9.5 − 0.1·4.5, rate −0.45 − 0.55.
        #expect(abs(number(found["composition"]) - 0.5) < 1e-12)
        #expect(abs(number(found["rate"]) + 1.0) < 1e-12)
    }

    @Test("p-values are adjusted; an empty one stays null")
    func adjustP() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("area,p\na,0.01\nb,0.03\nc,0.5\nd,\n", to: "p.csv")
        let found = try answer(["trends", "adjust-p", file])
        let values = try rows(found["values"])
        #expect(values.map { number($0["bh"]) }.prefix(3) == [0.03, 0.045, 0.5])
        #expect(values.map { number($0["holm"]) }.prefix(3) == [0.03, 0.06, 0.5])
        #expect(values[3]["bh"] is NSNull)
        #expect(found["n"] as? Int == 3)
    }

    @Test("the structural model of the seat-belt law, 21.1 % fewer drivers")
    func structural() throws {
        let expected = try #require(
            try reference("structural_seatbelts_gls")["drivers_petrol_law_diffuse"]
                as? [String: Any]
        )
        let found = try answer([
            "trends", "structural", seatbelts, "--x", "year,month", "--formula",
            "log(drivers) ~ log(PetrolPrice) + law",
        ])
        let own = found["variances"] as? [String: Any]
        let variances = expected["var"] as? [String: Any]
        #expect(agrees(own?["irregular"], variances?["irregular"], 1e-3))
        #expect(agrees(own?["level"], variances?["level"], 1e-3))
        let law = try #require(try rows(found["coefficients"]).last)
        let row = try #require(try rows(expected["coef"]).last)
        #expect(agrees(law["estimate"], row["est"], 1e-4))
        #expect(agrees(law["se"], row["se"], 1e-3))
    }
}

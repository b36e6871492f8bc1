import RoadPipeline

/// The calibration of the trajectory matcher in words and tables.
enum TrackCalibrationText {
    static func text(_ found: TrackCalibration) -> String {
        var lines = [
            tr("tracks", ru: "треков", kk: "трек") + " \(Say.count(found.tracks)), "
                + tr("fixes", ru: "точек", kk: "нүкте") + " \(Say.count(found.fixes))",
            "",
            fits(found),
            "",
            trials(found),
            "",
            reliability(found),
        ]
        lines.append(
            tr(
                "Share of wrong length: expected \(Say.percent(found.expectedMismatch, 2)), found "
                    + "\(Say.percent(found.foundMismatch, 2)); calibration error of the fixes "
                    + "\(Say.decimal(found.calibrationError, 4)).",
                ru: "Доля ошибочной длины: ожидалось \(Say.percent(found.expectedMismatch, 2)), "
                    + "найдено \(Say.percent(found.foundMismatch, 2)); ошибка калибровки точек "
                    + "\(Say.decimal(found.calibrationError, 4)).",
                kk: "Қате ұзындық үлесі: күтілгені \(Say.percent(found.expectedMismatch, 2)), "
                    + "табылғаны \(Say.percent(found.foundMismatch, 2)); нүктелерді калибрлеу қатесі "
                    + "\(Say.decimal(found.calibrationError, 4))."
            )
        )
        if let trial = found.accuracies {
            let (before, after) = (Say.percent(trial.inForce, 2), Say.percent(trial.found, 2))
            lines.append(
                trial.isTaken
                    ? tr(
                        "Accuracies and memory found are taken: wrong length \(before) before, "
                            + "\(after) with them.",
                        ru:
                            "Найденные точности и память приняты: ошибочная длина \(before), с ними "
                            + "\(after).",
                        kk:
                            "Табылған дәлдіктер мен жад қабылданды: қате ұзындық \(before), олармен "
                            + "\(after)."
                    )
                    : tr(
                        "Accuracies and memory found are not taken: wrong length \(before) without "
                            + "them, \(after) with them.",
                        ru: "Найденные точности и память не приняты: без них ошибочная длина "
                            + "\(before), с ними \(after).",
                        kk: "Табылған дәлдіктер мен жад қабылданбады: оларсыз қате ұзындық "
                            + "\(before), олармен \(after)."
                    )
            )
        }
        lines.append(
            found.isJudgedByTruth
                ? tr(
                    "Weights and confidence were judged by the true routes.",
                    ru: "Веса и достоверность оценены по истинным маршрутам.",
                    kk: "Салмақтар мен сенімділік шын бағыттар бойынша бағаланды."
                )
                : tr(
                    "Without --truth, weights and confidence were judged on thinned tracks against "
                        + "the match of all fixes; what both get wrong is not seen.",
                    ru:
                        "Без --truth веса и достоверность оценены на прореженных треках по привязке "
                        + "всех точек; общие ошибки обеих не видны.",
                    kk: "--truth болмаса, салмақтар мен сенімділік сиретілген тректерде барлық "
                        + "нүктелердің байлауымен салыстырылды; екеуіне ортақ қателер көрінбейді."
                )
        )
        lines.append(
            tr(
                "Intervals count stretches of five minutes as independent, not fixes; fixes matched to "
                    + "a wrong road remain in the estimates.",
                ru: "Независимыми в интервалах считаются пятиминутные участки, а не точки; точки, "
                    + "привязанные не к той дороге, в оценках остаются.",
                kk:
                    "Аралықтарда нүктелер емес, бес минуттық бөліктер тәуелсіз деп есептеледі; басқа "
                    + "жолға байланған нүктелер бағалауларда қалады."
            )
        )
        return lines.joined(separator: "\n")
    }

    private static func fits(_ found: TrackCalibration) -> String {
        var table = TerminalTable([
            (tr("Constant", ru: "Параметр", kk: "Параметр"), .left),
            (tr("in force", ru: "сейчас", kk: "қазір"), .right),
            (tr("found", ru: "найдено", kk: "табылды"), .right),
            (tr("95 % interval", ru: "95%-й интервал", kk: "95 % аралық"), .right),
            ("n", .right),
            (tr("log L in force", ru: "лог. L сейчас", kk: "қазіргі лог. L"), .right),
            (tr("log L found", ru: "лог. L найд.", kk: "табылған лог. L"), .right),
        ])
        func add(_ name: String, _ fit: TrackCalibration.Fit) {
            table.add([
                name, Say.decimal(fit.inForce, 2), Say.decimal(fit.estimate, 2),
                "\(Say.decimal(fit.low, 2)) … \(Say.decimal(fit.high, 2))", Say.count(fit.count),
                Say.decimal(fit.logLikelihoodInForce, 1), Say.decimal(fit.logLikelihood, 1),
            ])
        }
        if let sigma = found.sigma { add("σ, " + tr("m", ru: "м", kk: "м"), sigma) }
        if let memory = found.memory {
            add(
                tr("memory of errors, s", ru: "память ошибок, с", kk: "қателер жады, с"),
                memory
            )
        }
        if let heading = found.heading {
            add(tr("σ of heading, °", ru: "σ курса, °", kk: "бағыт σ, °"), heading)
        }
        for gap in found.gaps {
            let unit = tr("s", ru: "с", kk: "с")
            add("β ≤ \(Say.decimal(gap.upToSeconds, 0)) \(unit)", gap.beta)
        }
        return table.text
    }

    private static func trials(_ found: TrackCalibration) -> String {
        var table = TerminalTable([
            (tr("Factor", ru: "Множитель", kk: "Көбейткіш"), .right),
            (
                tr("wrong length, routes", ru: "ошибка, маршруты", kk: "қате, бағыттар"), .right
            ),
            (tr("s.e.", ru: "ст. ош.", kk: "ст. қ."), .right),
            (
                tr("log loss, confidence", ru: "лог. потери, достоверность", kk: "лог. шығын"),
                .right
            ),
            (tr("s.e.", ru: "ст. ош.", kk: "ст. қ."), .right),
        ])
        for (route, scale) in zip(found.routeWeights, found.confidenceScales) {
            table.add([
                Say.decimal(route.factor, 1), Say.percent(route.loss, 3),
                Say.percent(route.standardError, 3), Say.decimal(scale.loss, 4),
                Say.decimal(scale.standardError, 4),
            ])
        }
        return table.text
    }

    private static func reliability(_ found: TrackCalibration) -> String {
        var table = TerminalTable([
            (tr("Confidence", ru: "Достоверность", kk: "Сенімділік"), .left),
            (tr("fixes", ru: "точек", kk: "нүкте"), .right),
            (tr("said", ru: "сказано", kk: "айтылды"), .right),
            (tr("right", ru: "верно", kk: "дұрыс"), .right),
            ("", .left),
        ])
        for bin in found.reliability {
            let width = Int((bin.right * 20).rounded())
            let mark = min(19, max(0, Int(bin.said * 20)))
            var bar =
                Array(
                    repeating: "█" as Character,
                    count: width
                ) + Array(repeating: "·", count: 20 - width)
            bar[mark] = "│"
            table.add([
                "\(Say.decimal(bin.from, 1))–\(Say.decimal(bin.to, 1))", Say.count(bin.count),
                Say.decimal(bin.said, 3), Say.decimal(bin.right, 3), String(bar),
            ])
        }
        return table.text
    }

    static func csv(_ found: TrackCalibration) -> String {
        var lines = ["constant,in_force,found,low,high,count,log_likelihood"]
        func add(_ name: String, _ fit: TrackCalibration.Fit) {
            lines.append(
                "\(name),\(fit.inForce),\(fit.estimate),\(fit.low),\(fit.high),\(fit.count),"
                    + "\(fit.logLikelihood)"
            )
        }
        if let sigma = found.sigma { add("sigma_m", sigma) }
        if let heading = found.heading { add("heading_sigma_deg", heading) }
        for gap in found.gaps { add("beta_m_upto_\(Int(gap.upToSeconds))s", gap.beta) }
        return lines.joined(separator: "\n")
    }
}

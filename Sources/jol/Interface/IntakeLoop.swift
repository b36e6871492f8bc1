import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// Takes files in one after another: a file that cannot be read is reported and the rest goes on.
struct IntakeLoop {
    let isTrial: Bool
    let isJSON: Bool
    let isQuiet: Bool
    let failsOnQuarantine: Bool

    struct Failure: Encodable {
        var file: String
        var error: IntakeError
    }

    struct Result: Encodable {
        var schema = "jol.intake/1"
        var dryRun: Bool
        var receipts: [Receipt]
        var errors: [Failure]
        var leftOut: [String]
        var recordsIn: Int
        var accepted: Int
        var duplicate: Int
        var quarantined: Int
    }

    /// Runs the intake and prints receipts.
    ///
    /// - Throws: `ExitCode` when a file failed, when nothing of a file was accepted, or with
    ///   `--fail-on-quarantine` when a record was set aside.
    func run(
        _ files: [IntakeFile],
        into store: Store,
        _ takeIn: (String) throws -> Receipt
    ) throws {
        var receipts: [Receipt] = []
        var failures: [Failure] = []
        var leftOut: [String] = []
        for file in files {
            do {
                let receipt = try takeIn(file.path)
                try ReceiptFile.keep(receipt, store)
                receipts.append(receipt)
                if !isJSON { show(receipt, of: file.path, withNotes: files.count == 1) }
            } catch let error as IntakeError {
                if file.isFromFolder, error.code == .formatUnknown {
                    leftOut.append(file.path)
                    continue
                }
                failures.append(Failure(file: file.path, error: error))
                if !isJSON { Console.show(error) }
                // Without a workspace or disk the next file fares no better.
                if [.workspaceBusy, .diskFull, .io].contains(error.code) { break }
            }
        }
        let new = receipts.filter { !$0.isRepeat }
        let result = Result(
            dryRun: isTrial,
            receipts: receipts,
            errors: failures,
            leftOut: leftOut,
            recordsIn: new.reduce(0) { $0 + $1.recordsIn },
            accepted: new.reduce(0) { $0 + $1.accepted },
            duplicate: new.reduce(0) { $0 + $1.duplicate },
            quarantined: new.reduce(0) { $0 + $1.quarantined }
        )
        if isTrial, !isJSON {
            Console.note(
                tr(
                    "A trial: nothing was stored.",
                    ru: "Пробный прогон: ничего не сохранено.",
                    kk: "Сынақ: ештеңе сақталған жоқ."
                )
            )
        }
        if isJSON {
            try Console.printJSON(result)
        } else if files.count > 1 {
            if !isQuiet { showNotes(new) }
            total(result)
        }
        if !leftOut.isEmpty, !isJSON {
            Console.note(
                tr(
                    "Of another kind and left out: ",
                    ru: "Другого вида, пропущены: ",
                    kk: "Басқа түрдегі, алынбады: "
                )
                    + "\(Say.count(leftOut.count)) [\(ErrorCode.formatUnknown.rawValue)]"
            )
            if !isQuiet { for path in leftOut.prefix(20) { Console.note("  " + path) } }
        }
        if receipts.isEmpty, failures.isEmpty, !leftOut.isEmpty { throw ExitCode(65) }
        if let failure = failures.first { throw ExitStatus.code(of: failure.error) }
        let useless = new.filter(\.isUseless)
        for receipt in useless where !isJSON {
            Console.note(
                "jol: \(receipt.name): \(ErrorWords.meaning(.nothingAccepted)[Interface.language]) "
                    + "[\(ErrorCode.nothingAccepted.rawValue)] "
                    + ErrorWords.remedy(.nothingAccepted)[Interface.language]
            )
        }
        let isNothing = !useless.isEmpty && useless.count == new.count
        if isNothing || (failsOnQuarantine && result.quarantined > 0) { throw ExitCode(65) }
    }

    func show(_ receipt: Receipt, of path: String, withNotes: Bool) {
        let number = tr("receipt", ru: "квитанция", kk: "түбіртек") + " \(receipt.number)"
        if receipt.isRepeat {
            // The same bytes may have come under another name.
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let other = name == receipt.name ? "" : " (\(receipt.name))"
            Console.print(
                "\(name): "
                    + tr(
                        "received before\(other), \(number) of \(receipt.received), nothing counted "
                            + "twice",
                        ru: "уже получен\(other), \(number) от \(receipt.received), повторно не "
                            + "учтён",
                        kk: "бұрын қабылданған\(other), \(number), \(receipt.received), қайта "
                            + "саналмады"
                    )
            )
            if receipt.quarantined > 0 {
                let count = Say.count(receipt.quarantined)
                Console.note(
                    "  "
                        + tr(
                            "\(count) of its records are still in quarantine. Options given now do "
                                + "not change that: put the mended rows into a new file and add it.",
                            ru: "В карантине остаются записи: \(count). Ключи этого вызова их не "
                                + "меняют: исправленные строки добавьте новым файлом.",
                            kk: "Карантинде қалған жазба: \(count). Бұл шақырудың кілттері оларды "
                                + "өзгертпейді: түзетілген жолдарды жаңа файлмен қосыңыз."
                        )
                )
            }
            return
        }
        Console.print(
            "\(receipt.name): \(number), \(receipt.format), " + counts(receipt)
                + completeness(receipt)
        )
        for line in FlightText.briefs(receipt, most: 20) { Console.print("  " + line) }
        guard !isQuiet else { return }
        for (reason, count) in receipt.quarantinedByReason.sorted(by: { $0.key < $1.key }) {
            let words =
                RejectReason(rawValue: reason)
                .map { RejectWords.meaning($0)[Interface.language] } ?? ""
            Console.note("  \(Say.count(count)) × [\(reason)] \(words)")
        }
        if withNotes {
            for note in receipt.notes {
                Console.note("  " + RejectPhrases.local(note, Interface.language))
            }
        }
    }

    /// Notes of many files, each text once with the number of files it concerns.
    private func showNotes(_ receipts: [Receipt]) {
        // Notes that differ in their numbers only say the same thing of many files.
        var kinds: [String: (first: String, count: Int)] = [:]
        for note in receipts.flatMap(\.notes) {
            kinds[note.replacing(/[0-9]+/, with: "#"), default: (note, 0)].count += 1
        }
        for (first, count) in kinds.values.sorted(by: {
            ($1.count, $0.first) < ($0.count, $1.first)
        }
        ) {
            Console.note(
                "  \(Say.count(count)) × " + RejectPhrases.local(first, Interface.language)
            )
        }
    }

    private func counts(_ receipt: Receipt) -> String {
        let (all, good) = (Say.count(receipt.recordsIn), Say.count(receipt.accepted))
        let (double, bad) = (Say.count(receipt.duplicate), Say.count(receipt.quarantined))
        return tr(
            "\(all) in = \(good) accepted + \(double) duplicate + \(bad) quarantined",
            ru: "записей \(all) = принято \(good) + повторных \(double) + в карантине \(bad)",
            kk: "\(all) жазба = \(good) қабылданды + \(double) қайталанған + \(bad) карантинде"
        )
    }

    private func completeness(_ receipt: Receipt) -> String {
        // A log is asked how much of it could be read, also when that is all of it.
        guard receipt.completeness < 1 || receipt.kind == .flights else { return "" }
        // Rounded down: a file that lost two bytes is not read to 100.0 %.
        return ", " + Say.percent((receipt.completeness * 1000).rounded(.down) / 1000)
            + tr(" of the file readable", ru: " файла прочитано", kk: " файл оқылды")
    }

    private func total(_ result: Result) {
        let again = result.receipts.count { $0.isRepeat }
        let (all, good) = (Say.count(result.recordsIn), Say.count(result.accepted))
        let (double, bad) = (Say.count(result.duplicate), Say.count(result.quarantined))
        Console.print(
            tr(
                "\(result.receipts.count - again) new files, \(again) seen before, "
                    + "\(result.errors.count) failed: \(all) in = \(good) accepted + "
                    + "\(double) duplicate + \(bad) quarantined",
                ru: "новых файлов \(result.receipts.count - again), уже были \(again), ошибок "
                    + "\(result.errors.count): записей \(all) = принято \(good) + повторных "
                    + "\(double) + в карантине \(bad)",
                kk: "жаңа файл \(result.receipts.count - again), бұрын болған \(again), қате "
                    + "\(result.errors.count): \(all) жазба = \(good) қабылданды + \(double) "
                    + "қайталанған + \(bad) карантинде"
            )
        )
    }
}

/// Options of every command that takes files in.
struct IntakeOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "Files or folders.",
                ru: "Файлы или папки.",
                kk: "Файлдар не қалталар."
            ),
            valueName: "file"
        )
    )
    var files: [String]

    @Flag(
        help: ArgumentHelp(
            tr(
                "Take folders inside folders too.",
                ru: "Брать и вложенные папки.",
                kk: "Ішкі қалталарды да алу."
            )
        )
    )
    var recursive = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "End with code 65 when any record was set aside.",
                ru: "Завершить с кодом 65, если что-то попало в карантин.",
                kk: "Карантинге жазба түссе, 65 кодымен аяқтау."
            )
        )
    )
    var failOnQuarantine = false

    @Flag(
        help: ArgumentHelp(
            tr(
                "Read everything and say what would happen; store nothing.",
                ru: "Прочитать и сказать, что было бы; ничего не сохранять.",
                kk: "Бәрін оқып, не болатынын айту; ештеңе сақтамау."
            )
        )
    )
    var dryRun = false

    @OptionGroup var watching: WatchOptions
    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOptions

    var loop: IntakeLoop {
        IntakeLoop(
            isTrial: dryRun,
            isJSON: output.json,
            isQuiet: global.quiet,
            failsOnQuarantine: failOnQuarantine
        )
    }
}

import CSandbox
import Glibc

/// A program that was started with pipes as its standard input and output.
final class ChildProcess {
    /// Where its input is written to.
    let request: Int32
    /// Where its output is read from.
    let answer: Int32
    private let process: pid_t
    private var outcome: (signal: Int32, code: Int32)?

    /// Starts a program; `nil` with `errno` when the system refuses.
    init?(_ words: [String], environment: [String: String]) {
        var (wishes, answers): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard let program = words.first, jol_pipe(&wishes) == 0 else { return nil }
        guard jol_pipe(&answers) == 0 else {
            for end in wishes { close(end) }
            return nil
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0)=\($1)") } + [nil]
        process = jol_start(program, &arguments, &settings, wishes[0], answers[1])
        for text in arguments + settings { free(text) }
        close(wishes[0])
        close(answers[1])
        (request, answer) = (wishes[1], answers[0])
        guard process > 0 else {
            close(request)
            close(answer)
            return nil
        }
    }

    /// Waits for its end.
    func end() -> (signal: Int32, code: Int32) {
        if let outcome { return outcome }
        var code: Int32 = 0
        let signal = jol_await(process, &code)
        outcome = (signal, code)
        return (signal, code)
    }

    deinit {
        guard process > 0 else { return }
        close(request)
        close(answer)
        // Nobody reads on: a reader in an endless loop would otherwise go on until its limit.
        if outcome == nil {
            kill(process, SIGKILL)
            _ = end()
        }
    }
}

import RoadModel
import RoadReport
import Testing

@Suite("What readers of flight logs say, in the reader's language")
struct FlightPhrasesTests {
    @Test(
        "numbers and names keep their places",
        arguments: [
            (
                "224 of the vehicle's 71201 packets never reached the log.",
                "Не дошли до журнала пакеты аппарата: 224 из 71201.",
                "Журналға жетпеген аппарат пакеті: 224 (барлығы 71201)."
            ),
            (
                "3 times of the receiver differ from the others by over 0.5 s.",
                "Показаний времени, что отличаются от прочих более чем на 0,5 с: 3 (источник: приёмник).",
                "Қалғандарынан 0,5 с-тан артық ауытқыған уақыт: 3 (көзі: қабылдағыш)."
            ),
            (
                "The ground station's clock was 1.36 s behind the vehicle's UTC.",
                "Часы наземной станции отставали от UTC аппарата на 1.36 с.",
                "Жер станциясының сағаты аппарат UTC-інен 1.36 с кейін болған."
            ),
            (
                "The log is damaged: 6 messages (327 bytes) are lost.",
                "Журнал повреждён: потеряно сообщений 6, байт 327.",
                "Журнал зақымдалған: жоғалған хабарлама 6, байт 327."
            ),
        ]
    )
    func places(english: String, russian: String, kazakh: String) {
        #expect(RejectPhrases.local(english, .ru) == russian)
        #expect(RejectPhrases.local(english, .kk) == kazakh)
        #expect(RejectPhrases.local(english, .en) == english)
    }

    @Test("what is not listed stays as it is")
    func unknown() { #expect(RejectPhrases.local("Words of nobody.", .kk) == "Words of nobody.") }
}

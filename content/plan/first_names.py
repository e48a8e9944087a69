"""Given names that are frequent at German workplaces, to notice lists of people. Lower case."""

_NAMES = """
aaron abdul adam adrian agnes agnieszka ahmed ahmet aleksandra alexander alexandra alfred ali alina amir ana andrea
andreas andrei andrzej angela angelika anja anke anna anne annette antje anton antonia arda arne arno artur astrid
ayşe ayse barbara bastian bayram beate beata ben benjamin bernd bernhard bettina birgit björn bogdan boris brigitte
burak can canan carina carla carlos carmen carola carolin caroline carsten catalin cem christa christel christian
christiane christina christine christoph christopher claudia clemens constantin corinna cornelia cristian cristina
dagmar dana daniel daniela dariusz david deniz denis dennis detlef dieter dirk dmitri dominik doris dorothea eberhard
eckhard edeltraud egon elena elif elias elisabeth elke ella ellen emil emine emma emre enrico erdal eren eric erich
erik erika ernst erwin esra eugen eva ewa fabian fatih fatma felix ferdinand finn florian florin frank franz franziska
frauke fred friederike friedrich fritz gabriel gabriela gabriele georg gerald gerd gerhard gertrud gheorghe gisela
grażyna gregor grzegorz guido gudrun günter günther gustav hakan hanna hannah hanne hannelore hannes hans harald
hartmut hasan hatice heidi heike heiko heiner heinrich heinz helena helga helge helmut hendrik henning henrik herbert
hermann hildegard holger horst hubert hüseyin ibrahim ilona ilse ines inga inge ingeborg ingo ingrid ioan ion irene
irina iris irmgard isabel isabell isabella ismail ivan ivana jacek jacob jakob jan jana janina janine jannik jarosław
jasmin jennifer jens jerzy jessica joachim joanna jochen johann johanna johannes jonas jonathan jörg jörn josef judith
julia julian juliane jürgen justyna jutta kai karin karina karl karla karsten katarina katarzyna katharina kathrin
katja katrin kemal kerstin kevin kim klara klaus konrad konstantin krzysztof kurt lara lars laura lea lena leon leonie
levent lina linda lisa lothar louis luca lucas luis lukas luisa lutz łukasz magdalena maik maike małgorzata malte
mandy manfred manuel manuela mara marc marcel marcin marco marcus marek mareike margarete margit maria marian marianne
marie mariusz mario marion marius markus marlene marta marten martin martina mateusz mathias matthias max maximilian
mehmet melanie melissa meral merve mia michael michaela michał mihai mike miriam mirko mohamed mohammad mohammed
monika moritz murat mustafa nadine nadja natalia natalie nele nicolas nicole niklas nikolaus nils nina nora norbert
nuri olaf ole oleg oliver olivia omar osman oskar ömer özlem pascal patricia patrick patrik paul paula paulina pawel
paweł peer peter petra philip philipp pia piotr rabea rainer ralf ralph ramona raphael rebecca regina reinhard
reinhold renate rené rene ricarda richard rita robert robin roland rolf roman ronald ronny rosemarie roswitha rudi
rudolf ruth sabine sabrina samuel sandra sara sarah sascha savaş sebastian sebnem selim selin serdar sergej serkan
sibel siegfried sigrid silke silvia simon simone sina sofia sonja sophia sophie stanisław stefan stefanie steffen
steffi stephan stephanie stoyan susann susanne süleyman sven svenja svetlana swen sylvia tamara tania tanja tarik theo
theodor theresa thomas thorsten tibor till tim timo tina tobias tom tomasz torben torsten uli ulf ulrich ulrike urs
ursula uta ute uwe valentin vanessa vasile vera verena veronika victor viktor viktoria vincent viola volker volkan
walter waltraud wanda werner wilfried wilhelm wilhelmine willi wladimir wojciech wolfgang xaver yannick yasemin yasin
yildiz yusuf yvonne zbigniew zeynep zoe zofia
"""
FIRST_NAMES = frozenset(_NAMES.split())

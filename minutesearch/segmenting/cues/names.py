"""Vocabulary for persons and offices in minutes: titles, first names, nouns for offices."""

from __future__ import annotations

import re

from minutesearch.person_names import BEFORE_TITLES, OFFICE_TITLES, PLURAL_TITLES, SINGULAR_TITLES
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "BEGINNINGS",
    "FIRST_NAMES",
    "GROUPS",
    "HONORIFICS",
    "OFFICES",
    "OFFICE_TITLES",
    "PLURAL_TITLES",
    "UNNAMED",
    "is_initial",
    "is_name_word",
    "names_place",
    "title_length",
]

#: Titles before a name, in lower case.
HONORIFICS = SINGULAR_TITLES | PLURAL_TITLES

#: Nouns that a person's office ends with, in lower case.
OFFICES = word_set(
    "accountant administrator adviser advisor assessor attorney collector"
    "  advocate agent ambassador analyst applicant architect archivist "
    "assistant auditor barrister bursar captain caseworker cathaoirleach ceo cfo chair "
    "chairman chairperson "
    "chairwoman leas-cathaoirleach leas-chathaoirleach champion chaplain clerk coach commander "
    "commissioner comptroller constable consultant "
    "controller convener convenor coordinator co-ordinator coroner correspondent counsel counsellor "
    "curator dean deputy designer developer director doctor ecologist economist editor engineer executive "
    "facilitator finance foreman governor gp head headteacher historian holder inspector investigator lawyer lead "
    "leader librarian lieutenant manager marshal mayor mayoress minister monitor nurse objector officer "
    "ombudsman operator organiser owner partner petitioner pharmacist physician planner postmaster "
    "postmistress practitioner president principal programmer provost psychologist ranger rapporteur recorder "
    "reeve "
    "registrar rfo cao reporter resident researcher scientist scrutineer secretary sergeant sheriff solicitor "
    "speaker specialist sponsor strategist substitute superintendent supervisor supporter surgeon "
    "surveyor teacher technician treasurer trustee tutor undersecretary valuer vice-chair vice-chairman "
    "vice-chairperson vice-president volunteer warden worker"
)
#: Nouns for one person whom the minutes do not name.
UNNAMED = word_set(
    "attendee councillor member parishioner person questioner representative student visitor witness"
)
#: Nouns for several persons.
GROUPS = word_set(
    "alderman aldermen applicants attendees auditors businesses clerks colleagues commissioners "
    "councillors delegates directors governors gps headteachers leaders managers members neighbours "
    "objectors officers officials parents parishioners partners people petitioners planners practitioners "
    "presenters reps representatives residents secretaries speakers staff students supervisors supporters "
    "surveyors treasurers trustees tenants volunteers witnesses"
)

#: First names common where English is spoken, in lower case: a capitalised word behind one is a surname. Those as
#: common as surnames, places or words ("Taylor", "Chester", "Max") are left out, but for a few of the oldest.
FIRST_NAMES = word_set(
    "aaron abbie abdul abdullah abigail adam adele adeline adrian adriana adrienne agnes ahmed aidan aileen "
    "aine ainsley aisha akash akhtar alan alana alasdair alastair albert albie alec alejandro alessandra alex "
    "alexa alexander alexandra alexandre alexis alfie alfonso alfred ali alice alina alisha alison alistair "
    "allan allen allison allyson alma althea alvin alyson alyssa amanda amar amara ambrose amelia amelie "
    "amina amir amit amos amy anastasia anders andre andrea andreas andrei andrew andy angela angelica "
    "angelina angelo angie angus anika anil anita anja anjali ann anna annabel annabelle annalise annamarie "
    "anne anneke annemarie annette annika ansel anthea anthony antoine antoinette anton antonia antonio anup "
    "anwar aoife april arabella archie ariana arjun arlene armando arnold aron arron arthur arturo arvind "
    "arya asha ashley ashok ashton asif astrid aubrey audrey augustine avril ayesha azhar barbara barnaby "
    "barney barrie barry bartholomew beatrice becca becky belinda bella ben benedict benita benjamin bennie "
    "bernadette bernard bernice bernie bertha bertie beryl beth bethany betty bev beverley bhavna bianca bill "
    "billy blaine blake bob bobbie bobby bonnie boris brad braden bradley brandon breda brenda brendan "
    "brennan brent bret brett brian briana brianna bridget bridie briony britney britt brittany bronwen "
    "bronwyn bruce bruno bryan bryce bryn bryony byron caitlin caleb callum calum calvin cameron camille "
    "candace candice caoimhe carl carla carleen carlo carlos carly carmel carmen carol carole caroline "
    "carolyn caron carrie carys casey cassandra cassie cathal catherine cathleen cathryn cathy cecil cecile "
    "cecilia cedric celeste celia celine cerys chad chantal charlene charles charley charlie charlotte "
    "charmaine chas cherie cheryl cheryll chet chetan chloe chris christa christie christina christine "
    "christopher christy chuck ciara ciaran cillian cindi cindy claire clare cliff clifford clint clive clyde "
    "cody colette colin colleen colm conal conall conchita connie connor conrad cora coralie cordelia corey "
    "corinne cornelia cory cosmo courtney craig crispin cristina crystal curt curtis cyndi cynthia cyril "
    "dafydd daisy damian damien damon dan dana daniel daniela daniella danielle danny danuta daphne daragh "
    "darcy daria darin dario darlene darragh darran darrel darrell darren darrin darron darryl daryl daryll "
    "dave david davina davinder dawn dean deanna deanne deb debbie debby debora deborah debra declan deepak "
    "deidre deirdre delia della delores delroy demetrius dena denis denise dennis deon derek dermot derrick "
    "des desiree desmond dewey dewi dex diana diane diarmuid diego dietrich dina dinesh dionne dirk dolores "
    "dominic dominick dominique don donal donald donna donncha donnie dora doreen dorian doris dorothea "
    "dorothy doug dougie douglas duane dudley duncan dwight dylan dympna eamon earl eddie edgar edgardo edie "
    "edith edmond edmund edna eduardo edward edwin edwina efren eileen eilidh eimear einar elaina elaine "
    "eleanor elena eleni eli elias elijah elin elinor elisabeth elise elisha elissa eliza elizabeth elke ella "
    "ellen ellie elliot elliott elma elmer elodie eloise elsa elsie elspeth elton elvira elwin elwyn emanuel "
    "emer emil emile emilia emilio emily emlyn emma emmanuel emmet emmett emrys enid enrique eoghan eoin "
    "ephraim eric erica erich erick ericka erik erika erin erma ernest ernestine ernie errol erwin esme "
    "esmeralda esperanza estelle esther ethan ethel ethelbert etta euan eugene eugenia eunice eva evan "
    "evangeline evelyn ewan ewen ezra fabian faisal faith farah fatima fay faye felicia felicity felix fergus "
    "fernando fidelma finbar finlay finley finn fintan fiona fionn florence floyd frances francesca francesco "
    "francis franco francois frank frankie fred freda freddie frederic frederick fredrick freya frieda fritz "
    "gabby gabriel gabriela gabriella gabrielle gail galina gareth garrett garrick garry garth gary gavin "
    "gayle gaynor gemma gene genevieve geoff geoffery geoffrey george georgette georgia georgie georgina "
    "geraint gerald geraldine gerard gerardo geri gerri gerry gertrude gianni giles gillian gina ginny "
    "giovanni girish gisele giuseppe gladys glen glenda glenn glenna glenys gloria glynis glynn godfrey gopal "
    "gordon grace grady graeme graham grainne grant greer greg gregg gregory greta gretchen grethe griff "
    "guillermo gunnar gurdeep gurpreet gus gustav gustavo guy gwen gwenda gwendolyn gwilym gwyn gwyneth hal "
    "haley hamish hamza hank hanna hannah hannes hans hari harish harjit harlan harold harriet harry hasan "
    "hassan hattie haydn hayley hazel hazem heather hector hedley heidi helen helena helga henri henrietta "
    "henrik henry herb herbert herman hermione hettie hilary hilda hillary hiram hollie holly homer horace "
    "horst howard howie hubert hugh hugo humphrey huw hywel iain ian ibrahim ida idris ifan ignacio igor ike "
    "ilona imelda imogen imran ina ines inga inge ingrid inigo iola iona iqbal ira irena irene irina iris "
    "irma irvin irving irwin isaac isabel isabella isabelle isadora isaiah ishmael isla ismail isobel ivan "
    "ivor izzy jacinta jack jackie jaclyn jacob jacque jacqueline jacquelyn jacques jacqui jacquie jade jaime "
    "jake jamal jameel james jamey jamie jamila jan jane janelle janene janet janette janey jani janice janie "
    "janina janine janis jann janna jannette jared jaroslav jarrod jasbir jasmine jason jasper jaswinder "
    "javed javier jay jaya jayden jaymes jayne jaz jean jeanette jeanne jed jedd jeff jeffery jeffrey jeffry "
    "jemima jemma jen jena jenifer jenn jenna jennie jennifer jenny jerald jere jeremiah jeremy jeri jermaine "
    "jerome jerri jerry jess jessamyn jesse jessica jessie jill jillian jim jimmie jimmy jitendra jo joachim "
    "joan joana joann joanna joanne joannie joaquin jocelyn jodi jodie jody joe joeann joel joely johan "
    "johann johanna johannes john johnathan johnathon johnnie johnny jolene jon jonah jonas jonathan jonathon "
    "joni jordan jorge jose josef josefina joselyn joseph josephine josette josh joshua josiah josiane josie "
    "joy joyce juan juana juanita judd jude judi judie judith judy juergen julia julian juliana juliane "
    "julianna julianne julie juliet juliette julio julius junaid june jurgen justin justine kaitlin kaitlyn "
    "kamal kamran kara karan kareem karen karin karina karl karla karolina karyn kaspar kat kate katelyn "
    "katerina katharine katherina katherine katheryn kathi kathie kathleen kathryn kathy katie katrin katrina "
    "katy kay kaye kayla kaylee keegan keeley keiran keiron keith kel kelley kelli kellie kelly kelsey kelvin "
    "ken kendra kenna kenneth kennith kenny kenton keri kerri kerrie kerrin kerry kerstin keven kevin khadija "
    "khaled khalid kiera kieran kieron kierra kiley kim kimberlee kimberley kimberly kimmo kiran kirk kirsten "
    "kirstie kirstin kirsty klaus kofi kris krishna krista kristal kristen kristi kristian kristin kristina "
    "kristine kristopher krystal kunal kurt kyle kylie laila lakshmi lamar lana lance lara larissa larry lars "
    "latasha latisha latoya laura lauren laurence laurene lauri laurie laverne lavinia lawrence leah leann "
    "leanne lee leland lemuel len lena lenny lenora lenore leo leon leona leonard leonie leonor leonora "
    "leopold leora leroy les lesa lesley leslie lesly lester leticia letitia levi lewis leyla liam liana "
    "libby liesl lila lilian lilla lillian lillie lily linda lindsay lindsey lindy linette linsey linus "
    "linwood lionel lisa lisbeth lise lisette livia livvy liz liza lizzie llewellyn llinos lloyd lois lola "
    "lonnie lonny lora loraine loren lorena lorenzo loretta lori lorie lorin lorna lorne lorraine lorrie "
    "lottie lou louis louise luann luca lucas lucia lucian luciana lucie lucien lucille lucinda lucio "
    "lucretia lucy luigi luis luisa lukas luke lula lulu luther lydia lyle lyn lynda lynden lyndsay lyndsey "
    "lynette lynley lynn lynne lynnette lynsey lysette mabel macy madalyn madeleine madelyn madge mae maeve "
    "magda magdalena maggie magnus mahmood mahmoud mairead maisie malachy malcolm malcom mallory mamie "
    "mandeep mandi mandy manny manoj manuel manuela mara marc marcel marcella marcelle marcelo marcia marcie "
    "marco marcos marcus marcy margaret margarita margery margie margo margot margret marguerite maria marian "
    "mariana marianna marianne maribel maribeth maricela marie marietta marika marilou marilyn marina mario "
    "marion marisa marisol marissa maritza marius marjorie marjory mark marla marlene marlin marlon marlys "
    "marna marta martha martie martin martina marty martyn marva marvin mary mary-ann maryann maryanne "
    "marybeth maryellen maryjane marylou masood mathew mathias mathilda matilda mats matt matteo matthew "
    "matthias mattie maud maude maureen maurice maurizio mauro mavis max maximilian maxine mayra meagan "
    "meaghan meera meg megan meghan mehmet mel melanie melba melinda melissa melodie melvin melvyn meredith "
    "merle merlin merrick merrill mervyn meryl mia micaela micah michael michaela micheal michele michelle "
    "mickey mickie miguel mikael mikaela mike mikel mikhail mila mildred miles millicent millie milo mimi "
    "mina mindy minna minnie mira miranda mireille miriam misha mitch mitchel mitchell mitzi mohamed mohammad "
    "mohammed mohan mohsin moira moises mollie molly mona monica monika monique monty morag mordecai muhammad "
    "muireann muriel murray murtaza mustafa myfanwy myles myra myriam myrna myron myrtle nabeel nadeem nadia "
    "nadine naeem naheed nancy nanette naomi narinder nasir nasreen nat natalia natalie natalya natasha nate "
    "nathalie nathan nathaniel naveed navin neal ned neela neelam neha neil nelda nell nellie nerys nessa "
    "nestor nettie neville ngaio niall niamh nicholas nicholle nick nicki nickolas nicky nicol nicola nicolas "
    "nicole nicolette nicos niels nigel nigella nikhil niki nikita nikki nils nina nisha nita noel noeleen "
    "noelle nola nonie nora norbert noreen norma norman nuala odette ofelia olaf olga olin olive oliver "
    "olivia ollie olwen olwyn omar oonagh ophelia oriana orla orly orson orville oscar osman oswald otis otto "
    "owain owen paddy paloma pam pamela pamella pankaj paolo parveen pascal pascale pat patrice patricia "
    "patrick patrik patsy patti patty paul paula pauletta paulette paulina pauline paulo pauric pavel pedro "
    "peg peggy penelope penny percival percy perry pete peter petra petrina petronella phaedra phil philip "
    "philippa philippe phillip phillipa phillippa phineas phoebe phyllis pia pierre pieter piotr pippa polina "
    "polly prakash pranav praveen priya pru quentin quincy quinton rachael rachel rachele rachelle radek rae "
    "raelene rafael raheem rahul raina rainer rajan rajeev rajesh rajinder rajiv rakesh ralf ralph ramesh "
    "ramiro ramiz ramon ramona ranald randal randi randolph randy rani ranjit raphael rashad rashid raul ravi "
    "ray raymond rayna raynor razia reagan reba rebecca reece reg regan reggie regina reginald reinhard rekha "
    "remy rena renata renate rene renee renita reuben rex rhea rhett rhian rhiannon rhoda rhodri rhona rhonda "
    "rhys rian ricardo richard richie rick rickey ricki rickie ricky rik rikki rina rishi rita rob robbie "
    "robby robert roberta roberto robin robina robyn rocco rochelle rocio rod roddy roderick rodger rodney "
    "rodolfo rodrigo rogelio roger rohan rohit roisin roland rolando rolf romeo romy ron rona ronald ronan "
    "ronda roni ronnie rory rosa rosaleen rosalia rosalie rosalind rosalyn rosalynn rosamund rosanna rosanne "
    "roscoe roseann roseanne roselyn rosemarie rosemary rosetta roshan rosie rosina roslyn ross rowena "
    "rowland roxana roxanne roy roya roz rozanne rubin ruby rudi rudolf rudolph rudy rufus rupa rupert russ "
    "russell ruth ruthann ruthie ryan sabina sabine sabrina sadia sadie saeed safia sahil saif saira sajid "
    "sal saleem salim sallie sally sally-ann salman salvador salvatore sam samantha samina samir sammie sammy "
    "samreen samuel sandeep sandi sandie sandip sandra sangeeta sania sanjay sanjeev santiago santosh saoirse "
    "sara sarah sarah-jane sarita sasha satish satnam saul saundra scarlett scott seamus sean sean-paul "
    "sebastian selena selina selma selwyn sergei sergio seth seumas seymour seán shabana shabir shafiq shahid "
    "shaista shakeel shana shanda shane shania shanna shannon shantel shanti sharif sharlene sharolyn sharon "
    "sharron shaun shauna shawn shawna sheena sheila sheilah shelby sheldon shelia shelley shelly sheree "
    "sheri sherie sherman sherri sherrie sherry sherwin sheryl sheryll shilpa shireen shirin shirlee shirley "
    "shona shreya shyam sian sidney siegfried sigrid silas silke silvia simeon simon simone sinead sinéad "
    "siobhan sioned siôn sofia sofie solange solomon sondra sonia sonja sonya sophia sophie soraya sorcha "
    "stacey stacia stacie stacy stan stanislaw stanley stefan stefania stefanie stefano steff stella steph "
    "stephan stephane stephanie stephany stephen stephenie steve steven stevie stewart stu stuart sue sukhdev "
    "sukhvinder suki suman sunil sunita suresh susan susana susanna susanne susie suzanna suzanne suzette "
    "suzi suzie suzy sven swati sybil sylvester sylvia sylvie séan tabatha tabitha tadhg tahir takashi talia "
    "tamar tamara tamera tami tamika tammie tammy tamsin tania tanisha tanvir tanya tara tariq taryn tasha "
    "tatiana tatyana tawnya teagan ted teddy tegan teodoro tera terence teresa teresita teri terrance terrell "
    "terrence terri terrie terry tess tessa thad thaddeus thea thelma theo theodor theodora theodore theresa "
    "therese theresia theron thom thomas thora thurman tia tiana tiffany tilda tilly tim timmy timothy tina "
    "tisha titus tobias tobin toby tod todd tom tommy toni tonia tony tonya torsten tracey traci tracie tracy "
    "travis trent trevor trey tricia trina trish trisha tristan tristram trixie troy trudy turlough tyler "
    "tyrell tyrone ulrich ulrika ulysses una ursula usha uwe vaishali val valarie valentin valentina valeria "
    "valerie valery valorie vanessa vaughan vaughn velma venetia venkat vera verity verna vernice vernon "
    "veronica vibeke vic vicente vicki vickie vicky victor victoria vijay vikki vikram vilma vinay vince "
    "vincent vinny virgil vishal viv vivek vivian viviana vivianne vivien vivienne vladimir wade waleed wally "
    "walt walter wanda warren waseem wasim waylon wayne weldon wendel wendell wendi wendy werner wes wesley "
    "wilber wilbert wilbur wilda wilford wilfred wilfredo wilhelm wilhelmina will willard willem william "
    "willie wilma wilmer winfred winifred winnie winona winston wolfgang woodrow wyn xavier yasir yasmeen "
    "yasmin yasmine yolanda yolande yoshi youssef yusef yusuf yvette yvonna yvonne zac zach zachary zack "
    "zafar zaheer zahra zain zainab zak zander zara zeb zeke zelda zenon zita zoe zoltan zora zubair"
)
#: Words that a capitalised pair ends with when it is no person: "Victoria Park".
_PLACES = word_set(
    "academy avenue bay bridge building buildings centre chambers church close college common corner "
    "court crescent cross day drive estate farm field fields garden gardens gate green grove hall heath "
    "hill hospital hotel house industrial lane library lodge mews mill park parish place plan primary "
    "quay ring road row school science square station stadium street surgery terrace theatre town township trust "
    "university valley view village walk ward way wharf wood woods works yard"
)
#: The words that a person's printed name begins with, but for initials.
_TITLES = HONORIFICS | OFFICE_TITLES
_TITLE_WORDS = _TITLES | BEFORE_TITLES
BEGINNINGS = HONORIFICS | OFFICE_TITLES | BEFORE_TITLES | FIRST_NAMES
_NAME = re.compile(
    r"(?:(?:d[aeiu]|del|la|le|mac|mc|van|von)?[A-ZÀ-Þ][^\W\d_]*+(?:[’'\-‐‑.][^\W\d_]++)*+|(?:[A-Z]\.)+[A-Z]?)\Z"
)
#: Small words inside surnames.
_PARTICLES = word_set("ab ap ferch de da di del der van von la le bin ibn al el uí ní mac mc ó o")


#: "D.J.E.H": a word ends in no stop, and has one letter between two.
_LONGEST_INITIALS = 7


#: Letters of the Welsh alphabet that two signs write: "Cllr. Ll. Rees".
_DIGRAPHS = ("Dd", "Ff", "Ll", "Rh")


def is_initial(word: str) -> bool:
    """Return whether a word is one or more initials of a name: "J", "H.A"."""
    if len(word) > _LONGEST_INITIALS:
        return False  # most words
    if word in _DIGRAPHS:
        return True
    return word.isupper() and (len(word) == 1 or ("." in word and all(len(one) <= 1 for one in word.split("."))))


def is_name_word(word: Word) -> bool:
    """Return whether a word can be part of a person's printed name."""
    return _NAME.match(word.text) is not None or word.lower in _PARTICLES


def names_place(word: Word) -> bool:
    """Return whether a capitalised word at the end of a name makes it the name of a place."""
    return word.lower in _PLACES


def _is_title(words: list[Word], place: int, here: int) -> bool:
    """Return whether a word of a title has its capital, or stands behind one that has: "Council member Ash"."""
    return words[here].is_capitalised or (
        here > place
        and words[here].lower in OFFICE_TITLES
        and here + 1 < len(words)
        and words[here + 1].is_capitalised
    )


def title_length(words: list[Word], place: int) -> int:
    """Count the words of a title at a place: 3 for "County Borough Councillor", 0 for "the report"."""
    here, end = place, len(words)
    if here >= end or words[here].lower not in _TITLE_WORDS:
        return 0  # most words
    while here < end and here < place + 3 and words[here].lower in BEFORE_TITLES and words[here].is_capitalised:
        here += 1
    while here < end and here < place + 5 and words[here].lower in _TITLES and _is_title(words, place, here):
        here += 1
    titled = here > place and words[here - 1].lower in _TITLES
    return here - place if titled else 0
